/** The About tab: what Keyrack is, which version, what it runs on, and where its files lie. */
import { useApp } from "../../store/app-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { Mark } from "../../ui/Mark.tsx";
import page from "../Page.module.css";
import styles from "./AboutPage.module.css";

/** The About tab. */
export function AboutPage() {
  const about = useApp((app) => app.about);
  return (
    <div className={classNames(page.page, page.narrow)}>
      <div className={styles.head}>
        <Mark size={44} />
        <div>
          <h1 className={page.title}>Keyrack</h1>
          <p className={page.purpose}>
            The desktop home of a team’s API keys: generate, copy and revoke them without a browser.
          </p>
        </div>
      </div>
      <div className={classNames(page.card, styles.card)}>
        <dl className={page.facts}>
          <dt>Version</dt>
          <dd>{about.version}</dd>
          <dt>Runs on</dt>
          <dd>
            Electron {about.electron}, Chromium {about.chromium}, Node {about.node}
          </dd>
          <dt>Platform</dt>
          <dd>{about.platform}</dd>
          <dt>Profile folder</dt>
          <dd className={page.mono}>{about.profileFolder}</dd>
          <dt>Licence</dt>
          <dd>MIT</dd>
        </dl>
      </div>
      <p className={styles.promise}>
        A key’s value is shown once. The session and the keys you keep lie in the system keychain and nowhere else, and
        this window has no network of its own.
      </p>
    </div>
  );
}
