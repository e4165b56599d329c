/** Rows without words while the first answer is awaited; they appear only when it takes long enough to notice. */
import styles from "./SkeletonRows.module.css";

const widths = ["38%", "30%", "46%"] as const;

/** Three rows to come. */
export function SkeletonRows() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Reading the list">
      <div className={styles.head} aria-hidden="true" />
      <div className={styles.frame} aria-hidden="true">
        {widths.map((width) => (
          <div key={width} className={styles.row}>
            <span className={styles.bar} style={{ width }} />
            <span className={styles.bar} />
            <span className={styles.bar} />
            <span className={styles.bar} />
          </div>
        ))}
      </div>
    </div>
  );
}
