/** The frame of every signed-in view: the connection's colour above, the sidebar on the left, the chosen place on the right. */
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { useUi } from "../../store/ui-store.ts";
import { useLaterViews } from "../later-views.ts";
import { OverviewPage } from "../overview/OverviewPage.tsx";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar.tsx";
import { useSwitched } from "./use-switched.ts";

/** The frame. */
export function Shell() {
  const place = useUi((ui) => ui.place);
  const connection = useApp(activeConnection);
  const later = useLaterViews();
  useSwitched(connection);
  return (
    <div className={styles.shell}>
      {/* The switcher below says in words which connection it is. */}
      <div className={styles.edge} data-connection={connection?.colour} aria-hidden="true" />
      <Sidebar />
      <main className={styles.main}>
        {place === "overview" && <OverviewPage />}
        {place === "activity" && later !== null && <later.ActivityPage />}
        {place === "settings" && later !== null && <later.Settings />}
      </main>
    </div>
  );
}
