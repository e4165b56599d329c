/** The form that makes a key: an optional name, with the guide's suggestions, checked while it is typed, and its end where the server knows one. */
import { type FormEvent, type RefObject, useState } from "react";
import { generateKey, replaceLostKey } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { generateBlock } from "../../store/availability.ts";
import { useCan } from "../../store/capabilities.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { isTaken } from "../../store/key-text.ts";
import { checkTyped, maxNameLength, suggestedNames } from "../../store/typed-text.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { ExpiryField } from "./ExpiryField.tsx";
import styles from "./GenerateForm.module.css";
import { useLostCreate } from "./use-lost-create.ts";
import { useSignedInAgain } from "./use-signed-in-again.ts";

/** What the form needs from its dialog. */
export interface GenerateFormProps {
  firstFocus: RefObject<HTMLElement | null>;
  /** Told while an answer is awaited, so that Esc does not close what is under way. */
  generating: RefObject<boolean>;
  onCancel: () => void;
}

/** The form. On success the dialog turns to the key by itself, because main then holds a new one. */
export function GenerateForm({ firstFocus, generating, onCancel }: GenerateFormProps) {
  const active = useApp((app) => app.keys.active);
  const block = useApp(generateBlock);
  const canExpire = useCan("expiry");
  const [name, setName] = useState("");
  const [days, setDays] = useState<number | null>(null);
  // Its dialog stays open by itself (`generating`).
  const task = useTask({ pendingAfterMs: 100 });
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const check = checkTyped(name, maxNameLength, "name");
  const nameRefused = task.failure?.code === "invalid-name" ? task.failure.message : null;
  const failure = nameRefused === null ? task.failure : null;
  const lost = useLostCreate(task);
  useSignedInAgain(task);

  function type(text: string) {
    setName(text);
    // What was said of a lost create holds for the name it was sent with.
    if (nameRefused !== null || lost !== null) task.forget();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!check.ok || block !== null || wait > 0 || generating.current) return;
    generating.current = true;
    // Main announces the new key before it answers; NewKeyDialog then puts it in this form's place.
    if (lost?.replaceable) await task.run(() => replaceLostKey(lost.id));
    else await task.run(() => generateKey(name, canExpire ? days : null));
    generating.current = false;
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle>Generate New Key</DialogTitle>
      <DialogText>
        Name it after the place that will use it, so that you can revoke it without touching the others.
      </DialogText>
      <div className={styles.field}>
        <TextField
          ref={firstFocus as RefObject<HTMLInputElement | null>}
          label="Name"
          optional
          dir="auto"
          value={name}
          onValueChange={type}
          error={check.problem ?? nameRefused}
          counter={check.counter}
          hint={!lost?.replaceable && isTaken(name, active) ? "Another active key has this name." : null}
          readOnly={task.pending}
        >
          <fieldset className={styles.chips} aria-label="Suggestions">
            {suggestedNames.map((suggestion) => (
              <button
                key={suggestion}
                type="button"
                className={styles.chip}
                aria-disabled={task.pending || undefined}
                onClick={() => {
                  if (task.pending) return;
                  type(suggestion);
                  firstFocus.current?.focus();
                }}
              >
                {suggestion}
              </button>
            ))}
          </fieldset>
        </TextField>
      </div>
      {canExpire && !lost?.replaceable && <ExpiryField days={days} onChange={setDays} />}
      {failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{lost?.text ?? failureText(failure, wait)}</Note>
        </div>
      )}
      {failure === null && block !== null && !task.pending && (
        <div className={styles.failure}>
          <Note tone="plain">{block}</Note>
        </div>
      )}
      <DialogFooter>
        <Button onClick={onCancel} blocked={task.pending}>
          {lost?.replaceable ? "Not now" : "Cancel"}
        </Button>
        <Button kind="primary" type="submit" busy={task.pending} blocked={!check.ok || block !== null || wait > 0}>
          {wait > 0 ? `Wait ${waitText(wait)}` : lost?.replaceable ? "Revoke and generate another" : "Generate Key"}
        </Button>
      </DialogFooter>
    </form>
  );
}
