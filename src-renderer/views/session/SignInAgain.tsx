/** Signs in again over a dialog whose session has ended, so that what was typed there is not lost. */
import { useEffect, useState } from "react";
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { ConnectionSignIn } from "./ConnectionSignIn.tsx";
import { OpenLocal } from "./SessionGate.tsx";
import styles from "./SignInAgain.module.css";

/** Stands inside a dialog, beside its form; opens by itself while the dialog does and the session has ended. */
export function SignInAgain() {
  const session = useApp((app) => app.session);
  const connection = useApp(activeConnection);
  const ended = session.status === "signed-out" && session.reason === "ended";
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!ended) setLater(false);
  }, [ended]);
  if (connection === undefined) return null;
  const notNow = () => setLater(true);

  return (
    <Dialog open={ended && !later} onClose={notNow}>
      <DialogTitle>Sign in to go on</DialogTitle>
      <DialogText>
        Your session with <bdi dir="auto">{connection.name}</bdi> has ended. Nothing was lost: what you typed is still
        here.
      </DialogText>
      <div className={styles.form}>
        {connection.kind === "local" ? (
          <>
            <OpenLocal />
            <DialogFooter>
              <Button onClick={notNow}>Not now</Button>
            </DialogFooter>
          </>
        ) : (
          <ConnectionSignIn connection={connection} autoFocus onCancel={notNow} cancelLabel="Not now" />
        )}
      </div>
    </Dialog>
  );
}
