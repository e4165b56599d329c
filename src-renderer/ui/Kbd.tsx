/** A key on the keyboard, as a hint beside what it does. */
import styles from "./Kbd.module.css";

/** A shortcut hint. Assistive technology hears it through `aria-keyshortcuts` on the control instead, unless it is `heard` here. */
export function Kbd({ children, heard = false }: { children: string; heard?: boolean }) {
  return (
    <kbd className={styles.kbd} aria-hidden={heard ? undefined : true}>
      {children}
    </kbd>
  );
}
