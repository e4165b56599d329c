/** The events as a table, of which only the rows in view are drawn once it is long. */
import { memo } from "react";
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { addressText, detailText, kindText } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { accountIdOf, actorText, keyHint } from "../../store/key-text.ts";
import { LongTable, type RowPlace } from "../../ui/LongTable.tsx";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import styles from "./ActivityPage.module.css";

/** The table. `complete`: the server holds no more than `events` and those that a filter left out. */
export function ActivityTable({ events, complete }: { events: readonly AuditEvent[]; complete: boolean }) {
  const accountId = useApp(accountIdOf);
  return (
    <LongTable
      label="Events"
      items={events}
      complete={complete}
      className={styles.table}
      columns={
        <>
          <col className={styles.whenColumn} />
          <col />
          <col className={styles.keyColumn} />
          <col className={styles.whoColumn} />
          <col className={styles.fromColumn} />
        </>
      }
      head={
        <>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Key</th>
          <th scope="col">Who</th>
          <th scope="col" className={styles.fromCell}>
            From
          </th>
        </>
      }
      row={(event, place) => <EventRow key={event.id} event={event} accountId={accountId} {...place} />}
    />
  );
}

interface EventRowProps extends RowPlace {
  event: AuditEvent;
  accountId: string | null;
}

/** Kept as it is while others come and go. */
const EventRow = memo(function EventRow({ event, accountId, tabIndex, place }: EventRowProps) {
  const { id, at, type, actor, address, apiKey } = event;
  const detail = detailText(event);
  // What is heard when the row has the focus; its cells are read from there.
  const label = [kindText(type), detail, apiKey && (apiKey.name ?? keyHint(apiKey))].filter((part) => part !== null);
  return (
    <tr data-row={id} data-key={apiKey?.id} tabIndex={tabIndex} aria-rowindex={place} aria-label={label.join(", ")}>
      <td>
        <Time at={at} as="age" className={styles.dim} />
      </td>
      <td>
        <span className={styles.what} title={kindText(type)}>
          {kindText(type)}
        </span>
        {detail !== null && <Name className={styles.detail}>{detail}</Name>}
      </td>
      <td>
        {apiKey === null ? (
          <span className={styles.dim}>–</span>
        ) : apiKey.name === null ? (
          <span className={styles.hint} title={keyHint(apiKey)}>
            {keyHint(apiKey)}
          </span>
        ) : (
          <Name className={styles.name}>{apiKey.name}</Name>
        )}
      </td>
      <td>
        <Name className={styles.dim}>{actorText(actor, accountId)}</Name>
        <Name className={styles.fromBelow}>{addressText(address)}</Name>
      </td>
      <td className={styles.fromCell}>
        <Name className={styles.dim}>{addressText(address)}</Name>
      </td>
    </tr>
  );
});
