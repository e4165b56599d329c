/** The revoked keys, dimmer than the active ones: how many, a table, and the way to those not read yet. */
import { useDeferredValue, useMemo } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { can, cannot } from "../../store/capabilities.ts";
import { inOrder, isServerOrder } from "../../store/key-order.ts";
import { accountIdOf, countText, matching } from "../../store/key-text.ts";
import { useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import table from "../../ui/Table.module.css";
import { useAfterPaint } from "../../ui/use-after-paint.ts";
import styles from "./KeyTable.module.css";
import { RestOfRevoked } from "./RestOfRevoked.tsx";
import { RevokedTable } from "./RevokedTable.tsx";
import { ShowMore } from "./ShowMore.tsx";

/** Pixels that the title, the tabs and the heads of both tables take at the least, and the lowest row. */
const above = 250;
const rowHeight = 44;

/** The section "Revoked Keys". */
export function RevokedKeys() {
  const { rows, more, readingAll } = useApp((app) => app.revoked);
  const filter = useUi((ui) => ui.filter.text);
  const order = useUi((ui) => ui.order.revoked);
  const shown = useShown(rows);
  const remembered = useApp((app) => !can(app, "history"));
  const painted = useAfterPaint();
  const drawn = useMemo(() => (painted ? shown : shown.slice(0, rowsInSight())), [painted, shown]);
  const filtered = filter.trim() !== "";
  const needsAll = filtered || !isServerOrder(order);
  // While all are read for an order, their number is said beside.
  const counted = filtered || !readingAll;
  return (
    <section className={classNames(styles.section, styles.revoked)} aria-labelledby="revoked-keys">
      <div className={styles.head}>
        <h2 id="revoked-keys" className={styles.title}>
          Revoked Keys
        </h2>
        {counted && (
          <span className={styles.count}>
            {filtered && `${countText(shown.length)} of `}
            {countText(rows.length)}
            {more && "+"}
          </span>
        )}
        <RestOfRevoked needed={needsAll} counted={counted} />
      </div>
      {remembered && <p className={styles.remembered}>{cannot.history}</p>}
      <div className={table.frame}>
        {drawn.length > 0 ? (
          <RevokedTable keys={drawn} complete={!more} />
        ) : (
          <p className={table.line}>{readingAll ? "No match so far." : "No revoked key matches the filter."}</p>
        )}
        {more && !readingAll && <ShowMore automatic={painted && !needsAll} rows={rows} />}
      </div>
    </section>
  );
}

/** The most rows that can be seen without scrolling: with these the first picture is whole, and the others follow it. */
function rowsInSight(): number {
  return Math.ceil((window.innerHeight - above) / rowHeight);
}

/** The rows to show. A keystroke in the filter must be on screen at once, so the rows follow it when there is time. */
function useShown(rows: readonly ApiKey[]): readonly ApiKey[] {
  const accountId = useApp(accountIdOf);
  const order = useUi((ui) => ui.order.revoked);
  const wanted = useDeferredValue(useUi((ui) => ui.filter.text));
  // Sorted first: while somebody types, only the filter has work to do.
  const sorted = useMemo(() => inOrder(rows, order, accountId), [rows, order, accountId]);
  return useMemo(() => matching(sorted, wanted), [sorted, wanted]);
}
