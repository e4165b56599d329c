/** Keyrack's mark: a brass key hanging from a rail. */
import styles from "./Mark.module.css";

/** The mark at a size in pixels; decoration, so without a name. */
export function Mark({ size = 48 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true">
      <path className={styles.rail} d="M1.5 4h45" />
      <path className={styles.hook} d="M24 4v5.5" />
      <circle className={styles.brass} cx="24" cy="16.5" r="7" />
      <path className={styles.brass} d="M24 23.5V46M24 43.5h8M24 35.5h5.5" />
    </svg>
  );
}
