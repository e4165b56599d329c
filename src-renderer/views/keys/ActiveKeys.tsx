/** The active keys: how many of how many, the filter, and a table whose rows can be revoked and renamed. */
import { useMemo, useState } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { activeText } from "../../store/availability.ts";
import { hasActiveColumn } from "../../store/key-columns.ts";
import { type ActiveColumn, inOrder } from "../../store/key-order.ts";
import { matching } from "../../store/key-text.ts";
import { sortActiveBy, useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { Meter } from "../../ui/Meter.tsx";
import { SortHeader } from "../../ui/SortHeader.tsx";
import table from "../../ui/Table.module.css";
import { useRovingRows } from "../../ui/use-roving-rows.ts";
import { ActiveKeyRow } from "./ActiveKeyRow.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import filter from "./KeyFilter.module.css";
import { KeyFilter } from "./KeyFilter.tsx";
import styles from "./KeyTable.module.css";

/** The section "Active Keys". */
export function ActiveKeys() {
  const keys = useApp((app) => app.keys);
  const { active, limits } = keys;
  const wanted = useUi((ui) => ui.filter.text);
  const order = useUi((ui) => ui.order.active);
  const shown = useMemo(() => matching(inOrder(active, order, null), wanted), [active, order, wanted]);
  return (
    <section className={classNames(styles.section, styles.first)} aria-labelledby="active-keys">
      <div className={styles.head}>
        <h2 id="active-keys" className={styles.title}>
          Active Keys
        </h2>
        {limits !== null && <Meter filled={limits.active} total={limits.maxActive} />}
        <span className={styles.count}>{activeText(keys)}</span>
        <div className={filter.tools}>
          <KeyFilter />
          <ExportMenu />
        </div>
      </div>
      <div className={table.frame}>
        {shown.length > 0 ? (
          <ActiveTable keys={shown} />
        ) : (
          <p className={table.line}>{active.length === 0 ? "No active keys." : "No active key matches the filter."}</p>
        )}
      </div>
    </section>
  );
}

function ActiveTable({ keys }: { keys: readonly ApiKey[] }) {
  const rows = useRovingRows(keys.map(({ id }) => id));
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const withUse = useApp((app) => hasActiveColumn(app, "lastUsed"));
  return (
    <table className={classNames(table.table, styles.table)} aria-label="Active Keys">
      <colgroup>
        <col className={styles.nameColumn} />
        <col className={styles.keyColumn} />
        <col className={withUse ? classNames(styles.dateColumn, styles.createdColumn) : styles.useColumn} />
        {withUse && <col className={styles.useColumn} />}
        <col className={styles.actionsColumn} />
      </colgroup>
      <thead>
        <tr>
          <Head column="name">Name</Head>
          <th scope="col" className={styles.keyCell}>
            Key
          </th>
          <Head column="created" className={withUse ? styles.createdCell : undefined}>
            Created
          </Head>
          {withUse && <Head column="lastUsed">Last used</Head>}
          <td />
        </tr>
      </thead>
      <tbody {...rows.bodyProps}>
        {keys.map((key) => (
          <ActiveKeyRow
            key={key.id}
            apiKey={key}
            withUse={withUse}
            rowProps={rows.rowProps(key.id)}
            menuOpen={menuOf === key.id}
            onMenuOpenChange={(open) => setMenuOf(open ? key.id : null)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({
  column,
  children,
  className,
}: {
  column: ActiveColumn;
  children: string;
  className?: string | undefined;
}) {
  const direction = useUi(({ order }) => (order.active?.column === column ? order.active.direction : null));
  return (
    <SortHeader className={className} direction={direction} onSort={() => sortActiveBy(column)}>
      {children}
    </SortHeader>
  );
}
