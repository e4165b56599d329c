/** The frame of every signed-in view: the sidebar on the left, the chosen place on the right. */
import { useUi } from "../../store/ui-store.ts";
import { Settings } from "../settings/Settings.tsx";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar.tsx";

/** The frame. Overview and Activity will be places beside Settings. */
export function Shell() {
  const place = useUi((ui) => ui.place);
  return (
    <div className={styles.shell}>
      <Sidebar />
      <main className={styles.main}>{place === "settings" && <Settings />}</main>
    </div>
  );
}
