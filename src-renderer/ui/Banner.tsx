/** A strip across the page for a lasting circumstance, such as being offline, with what can be done about it. */
import type { ReactNode } from "react";
import styles from "./Banner.module.css";

/** A strip; `icon` first, then the sentence, then its buttons. */
export function Banner({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.frame}>
      <div className={styles.banner} role="status">
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <p className={styles.text}>{children}</p>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
