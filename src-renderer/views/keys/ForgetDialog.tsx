/** Asks before kept values are taken off this computer, because no server can give them back. */
import { useRef } from "react";
import type { Result } from "../../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../../src-preload/contract/kept.ts";
import { forgetKept } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { closeDialog, say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { ConfirmEnd } from "../../ui/ConfirmEnd.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { nearestForget, rowOf } from "./focus-after.ts";
import styles from "./RevokeDialog.module.css";

/** Open while it is the dialog on screen. */
export function ForgetDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const keys = dialog?.kind === "forget" ? dialog.keys : null;
  const asked = useLatestValue(keys);
  const one = asked?.length === 1 ? asked[0] : undefined;
  const only = useLatestValue(
    useApp((app) => app.kept.find((key) => key.keyId === one?.keyId && key.connectionId === one.connectionId)),
  );
  const cancel = useRef<HTMLButtonElement>(null);
  const task = useTask();

  function close() {
    task.forget();
    closeDialog();
  }

  async function forget() {
    if (asked === null || !(await task.run(() => forgetEach(asked)))) return;
    close();
    say("Forgotten on this computer", "done");
  }

  return (
    <Dialog
      open={keys !== null}
      onClose={() => !task.pending && close()}
      alert
      initialFocus={cancel}
      finalFocus={(opener) => opener ?? (one && rowOf(one.keyId)) ?? nearestForget()}
    >
      {one !== undefined && only !== null ? (
        <>
          <DialogTitle>
            Forget “<bdi dir="auto">{keyTitle(only)}</bdi>” on this computer?
          </DialogTitle>
          <DialogText>
            <span className={styles.hint}>{keyHint(only)}</span> keeps working where it is used. Its value leaves the
            system keychain; to copy it here again you would have to paste it.
          </DialogText>
        </>
      ) : (
        <>
          <DialogTitle>Forget all {asked?.length} keys on this computer?</DialogTitle>
          <DialogText>
            They keep working where they are used. Their values leave the system keychain; to copy them here again you
            would have to paste them.
          </DialogText>
        </>
      )}
      <ConfirmEnd
        verb="Forget"
        busy={task.pending}
        failure={task.failure?.message ?? null}
        cancel={cancel}
        onCancel={close}
        onConfirm={() => void forget()}
      />
    </Dialog>
  );
}

/** Tries every one, and answers the first failure. */
async function forgetEach(keys: readonly KeptReference[]): Promise<Result<null>> {
  let result: Result<null> = { ok: true, value: null };
  for (const key of keys) {
    const answer = await forgetKept(key);
    if (!answer.ok && result.ok) result = answer;
  }
  return result;
}
