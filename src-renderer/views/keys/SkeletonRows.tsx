/** The key table without words while the first answer is awaited, where the table will stand; it appears only when that takes long enough to notice. */
import { classNames } from "../../ui/class-names.ts";
import table from "../../ui/Table.module.css";
import keys from "./KeyTable.module.css";
import styles from "./SkeletonRows.module.css";

const widths = ["62%", "48%", "74%"] as const;

/** Three rows to come. */
export function SkeletonRows() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Reading the list">
      <div className={classNames(keys.section, keys.first)} aria-hidden="true">
        <div className={keys.head}>
          <span className={classNames(styles.bar, styles.title)} />
        </div>
        <div className={table.frame}>
          <div className={styles.columns} />
          {widths.map((width) => (
            <div key={width} className={classNames(keys.table, styles.row)}>
              <span className={styles.bar} style={{ width }} />
              <span className={classNames(styles.bar, keys.keyCell)} />
              <span className={styles.bar} />
              <span className={styles.bar} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
