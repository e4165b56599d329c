/** The plain screen for a window without main: says so, and offers to try again. */
import type { Failure } from "../../../src-preload/contract/failure.ts";
import { startAppStore } from "../../store/app-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Mark } from "../../ui/Mark.tsx";
import styles from "../session/CentredPage.module.css";

/** Shown when the snapshot could not be had. */
export function Lost({ failure }: { failure: Failure }) {
  return (
    <main className={styles.page}>
      <div className={styles.column} role="alert">
        <Mark size={44} />
        <h1 className={styles.title}>Keyrack could not start this window</h1>
        <p className={styles.text}>{failure.message}</p>
        <div className={styles.actions}>
          <Button kind="primary" onClick={() => void startAppStore()}>
            Try again
          </Button>
        </div>
      </div>
    </main>
  );
}
