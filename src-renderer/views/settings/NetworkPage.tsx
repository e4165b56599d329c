/** The Network tab: which proxy leads to servers, and whose certificates are trusted on the way. */
import { classNames } from "../../ui/class-names.ts";
import page from "../Page.module.css";
import { CertificatesSection } from "./CertificatesSection.tsx";
import { ProxySection } from "./ProxySection.tsx";

/** The Network tab. */
export function NetworkPage() {
  return (
    <div className={classNames(page.page, page.narrow)}>
      <h1 className={page.title}>Network</h1>
      <p className={page.purpose}>
        The way to your servers. The Local workspace and other services on this computer are always reached directly.
      </p>
      <ProxySection />
      <CertificatesSection />
    </div>
  );
}
