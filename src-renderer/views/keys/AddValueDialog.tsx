/** Keeps a key that was generated elsewhere: its value is pasted once, main checks it, and it goes into the keychain. */
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { FailureCode } from "../../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { addKeyValue } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { useCan } from "../../store/capabilities.ts";
import { keyHint, keyTitle, knownEnds } from "../../store/key-text.ts";
import { closeDialog, say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { SecretField } from "../../ui/SecretField.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { FirstUseNote } from "../rotations/FirstUseNote.tsx";
import { rowOf } from "./focus-after.ts";
import styles from "./RevokeDialog.module.css";

/** What main takes at most; what is longer is no key. */
const maxLength = 2048;

/** The failures that concern what was pasted. */
const ofTheValue: ReadonlySet<FailureCode> = new Set<FailureCode>(["value-mismatch", "value-refused", "not-kept"]);

/** Open while it is the dialog on screen. */
export function AddValueDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "add-value" ? dialog.keyId : null;
  const key = useLatestValue(useApp((app) => app.keys.active.find((one) => one.id === id)));
  const field = useRef<HTMLInputElement>(null);

  // What was pasted must not outlive the dialog, not even while that fades.
  useEffect(() => {
    if (id === null && field.current !== null) field.current.value = "";
  }, [id]);

  return (
    <Dialog
      open={id !== null}
      onClose={closeDialog}
      initialFocus={field}
      finalFocus={(opener) => opener ?? (key === null ? null : rowOf(key.id))}
    >
      {key !== null && <AddValueForm key={key.id} apiKey={key} field={field} />}
    </Dialog>
  );
}

function AddValueForm({ apiKey, field }: { apiKey: ApiKey; field: RefObject<HTMLInputElement | null> }) {
  const verified = useCan("verify");
  const ends = knownEnds(apiKey);
  const [missing, setMissing] = useState(false);
  const task = useTask();
  const { failure } = task;
  const ofValue = failure !== null && ofTheValue.has(failure.code);

  useEffect(() => {
    if (ofValue) field.current?.select();
  }, [ofValue, field]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending) return;
    const pasted = field.current?.value ?? "";
    setMissing(pasted.trim() === "");
    if (pasted.trim() === "") return field.current?.focus();
    if (!(await task.run(() => addKeyValue(apiKey.id, pasted)))) return;
    closeDialog();
    say("Kept on this computer", "done");
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle>Add key value</DialogTitle>
      <DialogText>
        Paste the value of “<bdi dir="auto">{keyTitle(apiKey)}</bdi>” once, and it can be copied from here: it goes into
        the system keychain, nowhere else.
        {!verified && ` ${uncheckedText(ends)}`}
      </DialogText>
      <div className={styles.part}>
        <SecretField
          ref={field}
          label="Key value"
          maxLength={maxLength}
          error={missing ? "Paste the key first." : ofValue ? failure.message : null}
          hint={
            ends === null ? null : (
              <>
                It reads <span className={styles.hint}>{keyHint(apiKey)}</span>
              </>
            )
          }
          readOnly={task.pending}
          onInput={() => {
            setMissing(false);
            task.forget();
          }}
        />
      </div>
      {verified && <FirstUseNote keyId={apiKey.id} />}
      {failure !== null && !ofValue && (
        <div className={styles.failure}>
          <Note tone="failure">{failure.message}</Note>
        </div>
      )}
      <DialogFooter>
        <Button onClick={closeDialog} blocked={task.pending}>
          Cancel
        </Button>
        <Button kind="primary" type="submit" busy={task.pending}>
          Keep
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Where no server can be asked which key it is: what is looked at instead. */
function uncheckedText(ends: string | null): string {
  const instead = ends === null ? "it is kept as you paste it" : `only its ${ends} are compared`;
  return `This server cannot be asked whether it is the right one, so ${instead}.`;
}
