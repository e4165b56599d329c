/** The dialog that adds a server. */
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { addServer } from "./add-server.ts";
import styles from "./ConnectDialog.module.css";
import { CredentialsForm } from "./CredentialsForm.tsx";

/** Open while it is the dialog on screen. */
export function ConnectDialog() {
  const open = useUi((ui) => ui.dialog?.kind === "connect");
  return (
    <Dialog
      open={open}
      onClose={closeDialog}
      finalFocus={(opener) => opener ?? document.getElementById("connection-switcher")}
    >
      <DialogTitle>Connect to a server</DialogTitle>
      <DialogText>Nothing is saved until the sign-in has worked.</DialogText>
      <div className={styles.form}>
        <CredentialsForm
          withAddress
          withName
          submitLabel="Connect"
          onSubmit={addServer}
          onDone={closeDialog}
          onCancel={closeDialog}
        />
      </div>
    </Dialog>
  );
}
