/** Asks before a rotation is taken back, because its successor is revoked by that. */
import { useRef } from "react";
import { cancelRotation } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { isInUse } from "../../store/key-use.ts";
import { rotationsUnderWay } from "../../store/rotations.ts";
import { closeDialog, say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { ConfirmEnd } from "../../ui/ConfirmEnd.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { Note } from "../../ui/Note.tsx";
import { usedText } from "../../ui/times.ts";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { useNow } from "../../ui/use-now.ts";
import { generateButton, rowOf } from "../keys/focus-after.ts";
import { SignInAgain } from "../session/SignInAgain.tsx";
import styles from "./RotateForm.module.css";
import { useRotations } from "./use-rotations.ts";

/** Open while it is the dialog on screen. */
export function CancelRotationDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "cancel-rotation" ? dialog.keyId : null;
  // Should it end while the question stands, what was known of it stays.
  const rotation = useLatestValue(useRotations(rotationsUnderWay).find(({ successor }) => successor.id === id));
  const block = useApp(changeBlock);
  const now = useNow();
  const cancel = useRef<HTMLButtonElement>(null);
  const task = useTask();

  function close() {
    task.forget();
    closeDialog();
  }

  async function confirm() {
    if (id === null || block !== null || !(await task.run(() => cancelRotation(id)))) return;
    close();
    say("Rotation cancelled", "done");
  }

  return (
    <Dialog
      open={id !== null}
      onClose={() => !task.pending && close()}
      alert
      initialFocus={cancel}
      finalFocus={(opener) => opener ?? (rotation && rowOf(rotation.old.id)) ?? generateButton()}
    >
      {rotation !== null && (
        <>
          <DialogTitle>
            Cancel the rotation of “<bdi dir="auto">{keyTitle(rotation.old)}</bdi>”?
          </DialogTitle>
          <DialogText>
            The successor <span className={styles.hint}>{keyHint(rotation.successor)}</span> is revoked at once, and{" "}
            <span className={styles.hint}>{keyHint(rotation.old)}</span> goes on as before. This can’t be undone.
          </DialogText>
          {rotation.successor.lastUsedAt !== null && isInUse(rotation.successor, now) && task.failure === null && (
            <div className={styles.note}>
              <Note tone="warning">
                The successor was used <strong>{usedText(rotation.successor.lastUsedAt, now)}</strong>. Whatever uses it
                will fail until it has the old key again.
              </Note>
            </div>
          )}
        </>
      )}
      <ConfirmEnd
        verb="Revoke the successor"
        kind="danger"
        busy={task.pending}
        failure={task.failure?.message ?? block}
        cancel={cancel}
        onCancel={close}
        onConfirm={() => void confirm()}
      />
      <SignInAgain />
    </Dialog>
  );
}
