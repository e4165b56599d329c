/** A key on the keyboard, as a hint beside what it does. */
import styles from "./Kbd.module.css";

/** A shortcut hint; assistive technology hears it through `aria-keyshortcuts` on the control instead. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className={styles.kbd} aria-hidden="true">
      {children}
    </span>
  );
}
