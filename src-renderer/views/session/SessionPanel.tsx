/** The panel above a list that is still on screen although its session is not: says so, and signs in on the spot. */
import { restoreSession, signIn } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { CredentialsForm } from "./CredentialsForm.tsx";
import { OpenLocal } from "./SessionGate.tsx";
import styles from "./SessionPanel.module.css";

/** Nothing while signed in. */
export function SessionPanel() {
  const session = useApp((app) => app.session);
  const connection = useApp(activeConnection);
  const hasList = useApp((app) => app.keys.asOf !== null);
  const task = useTask();
  if (connection === undefined || (session.status !== "signed-out" && session.status !== "locked")) return null;

  const locked = session.status === "locked";
  const local = connection.kind === "local";

  return (
    <section className={styles.panel} aria-label="Sign in">
      <div className={styles.head}>
        <p className={styles.text}>{locked ? session.failure.message : signedOutText(session.reason, hasList)}</p>
        <div className={styles.actions}>
          {locked && (
            <Button busy={task.pending} onClick={() => void task.run(restoreSession)}>
              Try again
            </Button>
          )}
          {local && <OpenLocal />}
        </div>
      </div>
      {!local && (
        <CredentialsForm
          inline
          knownEmail={connection.email}
          submitLabel="Sign in"
          onSubmit={({ email, password }) => signIn({ email, password })}
        />
      )}
    </section>
  );
}

function signedOutText(reason: "not-yet" | "by-choice" | "ended", hasList: boolean): string {
  if (reason === "ended") return "Your session has ended. Sign in to go on; nothing was lost.";
  return hasList ? "You are signed out. This is the list as it was; sign in to go on." : "You are signed out.";
}
