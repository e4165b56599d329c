/** What stands in for the list when its first reading failed, so that there are no rows to keep. */
import { refreshKeys } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./ApiKeysPage.module.css";

/** Why, and another try. */
export function NotRead() {
  const message = useApp((app) => app.keys.failure?.message ?? "The list could not be read. Nothing was lost.");
  const task = useTask();
  return (
    <div className={styles.standIn} role="alert">
      <p className={styles.sentence}>{message}</p>
      <Button busy={task.pending} onClick={() => void task.run(refreshKeys)}>
        Retry
      </Button>
    </div>
  );
}
