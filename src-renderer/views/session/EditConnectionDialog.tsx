/** The dialog that edits a connection: its name, its colour, and its address, which takes a sign-in at the new one. */
import { useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { Dialog, DialogTitle } from "../../ui/Dialog.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { EditConnectionForm } from "./EditConnectionForm.tsx";

/** Open while it is the dialog on screen. */
export function EditConnectionDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "edit-connection" ? dialog.connectionId : null;
  const connection = useLatestValue(useApp((app) => app.connections.find((one) => one.id === id)));
  const name = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  return (
    <Dialog open={id !== null} onClose={() => !busy.current && closeDialog()} size="wide" initialFocus={name}>
      <DialogTitle>Edit connection</DialogTitle>
      {connection !== null && (
        <EditConnectionForm key={connection.id} connection={connection} nameField={name} busy={busy} />
      )}
    </Dialog>
  );
}
