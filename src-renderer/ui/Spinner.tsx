/** A small turning arc for something under way; still, but visible, with reduced motion. */
import styles from "./Spinner.module.css";

/** The arc; the words beside it say what is under way. */
export function Spinner() {
  return (
    <svg className={styles.spinner} width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.28" strokeWidth="1.75" />
      <path d="M8 2a6 6 0 0 1 6 6" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
