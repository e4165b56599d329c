/** The dialog that adds a server. */
import { connect } from "../../store/actions.ts";
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import styles from "./ConnectDialog.module.css";
import { CredentialsForm, type Filled } from "./CredentialsForm.tsx";

/** Without a name, main calls the connection by its host. */
export function addServer({ address, kind, name, credentials }: Filled) {
  return connect({
    address,
    ...(kind !== null && { kind }),
    ...(name.trim() !== "" && { name }),
    ...credentials,
  });
}

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
