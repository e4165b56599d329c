/** The events as a table, of which only the rows in view are drawn once it is long. */
import { memo, useMemo } from "react";
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { addressText, detailText, kindText } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { accountIdOf, actorText, keyHint } from "../../store/key-text.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useRovingRows } from "../../ui/use-roving-rows.ts";
import { useRowWindow } from "../../ui/use-row-window.ts";
import styles from "./ActivityPage.module.css";

/** The table. `complete`: the server holds no more than `events` and those that a filter left out. */
export function ActivityTable({ events, complete }: { events: readonly AuditEvent[]; complete: boolean }) {
  const accountId = useApp(accountIdOf);
  const ids = useMemo(() => events.map(({ id }) => id), [events]);
  const rows = useRovingRows(ids);
  const drawn = useRowWindow(rows.bodyProps.ref, ids.length, ids.indexOf(rows.current ?? ""));
  const whole = drawn === "all";

  // With rows left out, the table says how many there are and which one each is; the head is the first.
  function row(event: AuditEvent, index: number) {
    const { tabIndex } = rows.rowProps(event.id);
    const place = whole ? undefined : index + 2;
    return <EventRow key={event.id} event={event} accountId={accountId} tabIndex={tabIndex} place={place} />;
  }

  return (
    <table className={styles.table} aria-rowcount={whole ? undefined : complete ? events.length + 1 : -1}>
      <colgroup>
        <col className={styles.whenColumn} />
        <col />
        <col className={styles.keyColumn} />
        <col className={styles.whoColumn} />
        <col className={styles.fromColumn} />
      </colgroup>
      <thead>
        <tr aria-rowindex={whole ? undefined : 1}>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Key</th>
          <th scope="col">Who</th>
          <th scope="col" className={styles.fromCell}>
            From
          </th>
        </tr>
      </thead>
      <tbody {...rows.bodyProps}>
        {whole
          ? events.map(row)
          : drawn.map((stretch) => {
              if (stretch.kind === "gap") return <Gap key={`gap before ${stretch.before}`} height={stretch.height} />;
              const event = events[stretch.index];
              return event && row(event, stretch.index);
            })}
      </tbody>
    </table>
  );
}

interface EventRowProps {
  event: AuditEvent;
  accountId: string | null;
  tabIndex: 0 | -1;
  /** `aria-rowindex`, where some rows are not in the document. */
  place: number | undefined;
}

/** Kept as it is while others come and go. */
const EventRow = memo(function EventRow({ event, accountId, tabIndex, place }: EventRowProps) {
  const { id, at, type, actor, address, apiKey } = event;
  const detail = detailText(event);
  return (
    <tr data-row={id} tabIndex={tabIndex} aria-rowindex={place}>
      <td>
        <Time at={at} as="age" className={styles.dim} />
      </td>
      <td>
        <span className={styles.what}>{kindText(type)}</span>
        {detail !== null && <Name className={styles.detail}>{detail}</Name>}
      </td>
      <td>
        {apiKey === null ? (
          <span className={styles.dim}>–</span>
        ) : apiKey.name === null ? (
          <span className={styles.hint}>{keyHint(apiKey)}</span>
        ) : (
          <Name className={styles.name}>{apiKey.name}</Name>
        )}
      </td>
      <td>
        <Name className={styles.dim}>{actorText(actor, accountId)}</Name>
        <span className={styles.fromBelow}>{addressText(address)}</span>
      </td>
      <td className={styles.fromCell}>
        <Name className={styles.dim}>{addressText(address)}</Name>
      </td>
    </tr>
  );
});

/** The height of rows that are not in the document. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a tabindex cannot have the focus.
    <tr className={styles.gap} aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}
