/** A small meter of filled and empty pills; the words beside it carry the figures. */
import { classNames } from "./class-names.ts";
import styles from "./Meter.module.css";

/** More pills than this would be dust; beyond it the meter is one bar. */
const mostPills = 12;

/** `filled` of `total`; `wide` beside a large figure. */
export function Meter({ filled, total, wide = false }: { filled: number; total: number; wide?: boolean }) {
  if (total > mostPills) {
    return (
      <span className={classNames(styles.bar, wide && styles.wide)} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${(Math.min(filled, total) / total) * 100}%` }} />
      </span>
    );
  }
  return (
    <span className={classNames(styles.meter, wide && styles.wide)} aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pills have no identity but their place.
        <span key={index} className={classNames(styles.pill, index < filled && styles.filled)} />
      ))}
    </span>
  );
}
