/** The revoked keys as a table that can be sorted, and of which only the rows in view are drawn once it is long. */
import { memo, useMemo } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import type { RevokedColumn } from "../../store/key-order.ts";
import { accountIdOf, actorText, keyHint } from "../../store/key-text.ts";
import { sortRevokedBy, useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { SortHeader } from "../../ui/SortHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { useRovingRows } from "../../ui/use-roving-rows.ts";
import { useRowWindow } from "../../ui/use-row-window.ts";
import styles from "./KeyTable.module.css";
import { NameCell } from "./NameCell.tsx";

/** The table. `complete`: the server holds no more than `keys` and those that a filter left out. */
export function RevokedTable({ keys, complete }: { keys: readonly ApiKey[]; complete: boolean }) {
  const accountId = useApp(accountIdOf);
  const ids = useMemo(() => keys.map(({ id }) => id), [keys]);
  const rows = useRovingRows(ids);
  const drawn = useRowWindow(rows.bodyProps.ref, ids.length, ids.indexOf(rows.current ?? ""));
  const whole = drawn === "all";

  // With rows left out, the table says how many there are and which one each is; the head is the first.
  function row(key: ApiKey, index: number) {
    const { tabIndex } = rows.rowProps(key.id);
    const place = whole ? undefined : index + 2;
    return <RevokedRow key={key.id} apiKey={key} accountId={accountId} tabIndex={tabIndex} place={place} />;
  }

  return (
    <table className={styles.table} aria-rowcount={whole ? undefined : complete ? keys.length + 1 : -1}>
      <colgroup>
        <col className={styles.nameColumn} />
        <col className={styles.keyColumn} />
        <col className={styles.dateColumn} />
        <col className={styles.reasonColumn} />
        <col className={styles.byColumn} />
      </colgroup>
      <thead>
        <tr aria-rowindex={whole ? undefined : 1}>
          <Head column="name">Name</Head>
          <th scope="col" className={styles.keyCell}>
            Key
          </th>
          <Head column="revoked">Revoked</Head>
          <Head column="reason">Reason</Head>
          <Head column="by">By</Head>
        </tr>
      </thead>
      <tbody {...rows.bodyProps}>
        {whole
          ? keys.map(row)
          : drawn.map((stretch) => {
              if (stretch.kind === "gap") return <Gap key={`gap before ${stretch.before}`} height={stretch.height} />;
              const key = keys[stretch.index];
              return key && row(key, stretch.index);
            })}
      </tbody>
    </table>
  );
}

function Head({ column, children }: { column: RevokedColumn; children: string }) {
  const direction = useUi(({ order }) => (order.revoked?.column === column ? order.revoked.direction : null));
  return (
    <SortHeader direction={direction} onSort={() => sortRevokedBy(column)}>
      {children}
    </SortHeader>
  );
}

interface RevokedRowProps {
  apiKey: ApiKey;
  accountId: string | null;
  tabIndex: 0 | -1;
  /** `aria-rowindex`, where some rows are not in the document. */
  place: number | undefined;
}

/** Kept as it is while others come and go: a scroll draws only what is new. */
const RevokedRow = memo(function RevokedRow({ apiKey, accountId, tabIndex, place }: RevokedRowProps) {
  return (
    <tr data-row={apiKey.id} tabIndex={tabIndex} aria-rowindex={place}>
      <NameCell apiKey={apiKey} />
      <td className={classNames(styles.keyCell, styles.hint, styles.key)}>{keyHint(apiKey)}</td>
      <td>{apiKey.revokedAt !== null && <Time at={apiKey.revokedAt} as="date" className={styles.time} />}</td>
      <td>
        {apiKey.revocationReason === null ? (
          <span className={styles.cut}>–</span>
        ) : (
          <Name className={styles.cut}>{apiKey.revocationReason}</Name>
        )}
      </td>
      <td>
        <Name className={styles.cut}>{actorText(apiKey.revokedBy, accountId)}</Name>
      </td>
    </tr>
  );
});

/** The height of rows that are not in the document. One cell: in a narrow window there are fewer columns to span. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a tabindex cannot have the focus.
    <tr className={styles.gap} aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}
