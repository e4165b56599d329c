/** Asks before a connection is forgotten. */
import { useRef } from "react";
import { removeConnection } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { keptCount, theKeysText } from "../../store/kept.ts";
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { ConfirmEnd } from "../../ui/ConfirmEnd.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";

/** Open while it is the dialog on screen. */
export function RemoveConnectionDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "remove-connection" ? dialog.connectionId : null;
  const connection = useLatestValue(useApp((app) => app.connections.find((one) => one.id === id)));
  const kept = useLatestValue(useApp((app) => (id === null ? null : keptCount(app, id)))) ?? 0;
  const cancel = useRef<HTMLButtonElement>(null);
  const task = useTask();

  function close() {
    task.forget();
    closeDialog();
  }

  async function remove() {
    if (connection !== null && (await task.run(() => removeConnection(connection.id)))) close();
  }

  return (
    <Dialog open={id !== null} onClose={() => !task.pending && close()} alert initialFocus={cancel}>
      <DialogTitle>
        Remove “<bdi dir="auto">{connection?.name}</bdi>”?
      </DialogTitle>
      <DialogText>
        Keyrack signs out and forgets this connection{kept > 0 && ` and ${theKeysText(kept)} kept on this computer`}.
        Its keys stay as they are{connection?.kind === "local" ? " in its database" : " on the server"} and keep
        working.
      </DialogText>
      <ConfirmEnd
        verb="Remove"
        kind="danger"
        busy={task.pending}
        failure={task.failure?.message ?? null}
        cancel={cancel}
        onCancel={close}
        onConfirm={() => void remove()}
      />
    </Dialog>
  );
}
