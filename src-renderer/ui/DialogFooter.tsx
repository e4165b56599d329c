/** The foot of a dialog; apart from it, because a page may hold it too, and then needs no dialog. */
import type { ReactNode } from "react";
import styles from "./Dialog.module.css";

/** The row of buttons at the end. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className={styles.footer}>{children}</div>;
}
