/** Gives a key another name, or takes its name away. */
import { type FormEvent, type RefObject, useRef, useState } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { renameKey } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { isTaken, keyHint } from "../../store/key-text.ts";
import { checkTyped, maxNameLength } from "../../store/typed-text.ts";
import { closeDialog, say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { SignInAgain } from "../session/SignInAgain.tsx";
import { rowOf } from "./focus-after.ts";
import styles from "./RevokeDialog.module.css";
import { useSignedInAgain } from "./use-signed-in-again.ts";

/** Open while it is the dialog on screen. */
export function RenameDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "rename" ? dialog.keyId : null;
  const key = useLatestValue(useApp((app) => app.keys.active.find((one) => one.id === id)));
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={id !== null}
      onClose={closeDialog}
      initialFocus={field}
      finalFocus={(opener) => opener ?? (key === null ? null : rowOf(key.id))}
    >
      {key !== null && <RenameForm apiKey={key} field={field} />}
      <SignInAgain />
    </Dialog>
  );
}

function RenameForm({ apiKey, field }: { apiKey: ApiKey; field: RefObject<HTMLInputElement | null> }) {
  const active = useApp((app) => app.keys.active);
  const block = useApp(changeBlock);
  const [name, setName] = useState(apiKey.name ?? "");
  const task = useTask();
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const check = checkTyped(name, maxNameLength, "name");
  useSignedInAgain(task);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!check.ok || block !== null || wait > 0 || task.pending) return;
    if (name.trim() === (apiKey.name ?? "")) return closeDialog();
    if (!(await task.run(() => renameKey(apiKey.id, name)))) return;
    closeDialog();
    say("Renamed", "done");
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle>Rename key</DialogTitle>
      <DialogText>
        <span className={styles.hint}>{keyHint(apiKey)}</span> keeps working; only its name in lists changes.
      </DialogText>
      <div className={styles.part}>
        <TextField
          ref={field}
          label="Name"
          optional
          dir="auto"
          value={name}
          onValueChange={setName}
          onFocus={(event) => event.target.select()}
          error={check.problem}
          counter={check.counter}
          hint={isTaken(name, active, apiKey.id) ? "Another active key has this name." : null}
          readOnly={task.pending}
        />
      </div>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{failureText(task.failure, wait)}</Note>
        </div>
      )}
      <DialogFooter>
        <Button onClick={closeDialog} blocked={task.pending}>
          Cancel
        </Button>
        <Button kind="primary" type="submit" busy={task.pending} blocked={!check.ok || block !== null || wait > 0}>
          {wait > 0 ? `Wait ${waitText(wait)}` : "Rename"}
        </Button>
      </DialogFooter>
    </form>
  );
}
