/** The revoked keys as a table that can be sorted, and of which only the rows in view are drawn once it is long. */
import { memo } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { hasRevokedColumn } from "../../store/key-columns.ts";
import type { RevokedColumn } from "../../store/key-order.ts";
import { accountIdOf, actorText, keyHint, revocationText, rowLabel } from "../../store/key-text.ts";
import { sortRevokedBy, useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { LongTable, type RowPlace } from "../../ui/LongTable.tsx";
import { Name } from "../../ui/Name.tsx";
import { SortHeader } from "../../ui/SortHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import styles from "./KeyTable.module.css";
import { NameCell } from "./NameCell.tsx";

/** The table. `complete`: the server holds no more than `keys` and those that a filter left out. */
export function RevokedTable({ keys, complete }: { keys: readonly ApiKey[]; complete: boolean }) {
  const accountId = useApp(accountIdOf);
  const withReason = useApp((app) => hasRevokedColumn(app, "reason"));
  const withActor = useApp((app) => hasRevokedColumn(app, "by"));
  return (
    <LongTable
      label="Revoked Keys"
      items={keys}
      complete={complete}
      className={styles.table}
      columns={
        <>
          <col className={styles.nameColumn} />
          <col className={styles.keyColumn} />
          <col className={withReason || withActor ? styles.dateColumn : styles.useColumn} />
          {withReason && <col className={styles.reasonColumn} />}
          {withActor && <col className={withReason ? styles.byColumn : styles.useColumn} />}
        </>
      }
      head={
        <>
          <Head column="name">Name</Head>
          <th scope="col" className={styles.keyCell}>
            Key
          </th>
          <Head column="revoked">Revoked</Head>
          {withReason && <Head column="reason">Reason</Head>}
          {withActor && <Head column="by">By</Head>}
        </>
      }
      row={(key, place) => (
        <RevokedRow
          key={key.id}
          apiKey={key}
          accountId={accountId}
          withReason={withReason}
          withActor={withActor}
          {...place}
        />
      )}
    />
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

interface RevokedRowProps extends RowPlace {
  apiKey: ApiKey;
  accountId: string | null;
  withReason: boolean;
  withActor: boolean;
}

/** Kept as it is while others come and go: a scroll draws only what is new. */
const RevokedRow = memo(function RevokedRow({
  apiKey,
  accountId,
  withReason,
  withActor,
  tabIndex,
  place,
}: RevokedRowProps) {
  return (
    <tr data-row={apiKey.id} tabIndex={tabIndex} aria-rowindex={place} aria-label={rowLabel(apiKey)}>
      <NameCell apiKey={apiKey} />
      <td className={classNames(styles.keyCell, styles.hint, styles.key)} title={keyHint(apiKey)}>
        {keyHint(apiKey)}
      </td>
      <td>{apiKey.revokedAt !== null && <Time at={apiKey.revokedAt} as="date" className={styles.time} />}</td>
      {withReason && (
        <td>
          {apiKey.revocationReason === null ? (
            <span className={styles.cut}>–</span>
          ) : (
            <Name className={styles.cut}>{revocationText(apiKey.revocationReason)}</Name>
          )}
        </td>
      )}
      {withActor && (
        <td>
          <Name className={styles.cut}>{actorText(apiKey.revokedBy, accountId)}</Name>
        </td>
      )}
    </tr>
  );
});
