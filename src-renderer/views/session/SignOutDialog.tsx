/** Asks, before a session ends, whether the keys kept of its connection go with it. */
import { useEffect, useRef, useState } from "react";
import { signOut } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { keptCount, theKeysText } from "../../store/kept.ts";
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { ConfirmEnd } from "../../ui/ConfirmEnd.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import styles from "./ConnectDialog.module.css";

/** Open while it is the dialog on screen; only a connection with kept keys asks. */
export function SignOutDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "sign-out" ? dialog.connectionId : null;
  const connection = useLatestValue(useApp((app) => app.connections.find((one) => one.id === id)));
  // Counted as it was asked: while they are forgotten the sentence stays.
  const asked = useRef(0);
  const now = useApp((app) => keptCount(app, id));
  const [forget, setForget] = useState(true);
  const cancel = useRef<HTMLButtonElement>(null);
  const task = useTask();
  if (now > 0 && !task.pending) asked.current = now;

  useEffect(() => {
    if (id !== null) setForget(true);
  }, [id]);

  function close() {
    task.forget();
    closeDialog();
  }

  async function leave() {
    if (await task.run(() => signOut(forget))) close();
  }

  return (
    <Dialog
      open={id !== null}
      onClose={() => !task.pending && close()}
      alert
      initialFocus={cancel}
      finalFocus={(opener) => opener ?? document.querySelector('[role="tab"][aria-selected="true"]')}
    >
      <DialogTitle>
        Sign out of <bdi dir="auto">{connection?.name}</bdi>?
      </DialogTitle>
      <DialogText>The keys themselves stay as they are and keep working.</DialogText>
      <div className={styles.form}>
        <Checkbox
          checked={forget}
          onChange={setForget}
          busy={task.pending}
          label={`Forget ${theKeysText(asked.current)} kept on this computer`}
          detail="What is not forgotten can be copied without signing in."
        />
      </div>
      <ConfirmEnd
        verb={task.failure === null ? "Sign out" : "Try again"}
        busy={task.pending}
        failure={task.failure?.message ?? null}
        cancel={cancel}
        onCancel={close}
        onConfirm={() => void leave()}
      />
    </Dialog>
  );
}
