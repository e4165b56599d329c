/** A strip across the page for a lasting circumstance, such as being offline, with what can be done about it. */
import type { ReactNode, Ref } from "react";
import styles from "./Banner.module.css";

/**
 * Where strips stand, in the document before any does: only so is a strip heard that comes. What changes inside one, such as
 * "3 minutes ago", is not news and is not read again. A status is polite by itself; said once more by `aria-live`, a modal
 * would leave this part of the window to screen readers, and what is drawn around it meanwhile.
 */
export function BannerRegion({ ref, children }: { ref: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div ref={ref} className={styles.region} role="status" aria-atomic="false" aria-relevant="additions">
      {children}
    </div>
  );
}

/** A strip, in a BannerRegion; `icon` first, then the sentence, then its buttons. */
export function Banner({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.frame}>
      <div className={styles.banner}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <p className={styles.text}>{children}</p>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
