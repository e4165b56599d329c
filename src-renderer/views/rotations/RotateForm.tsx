/** The form that begins a rotation: what is going to happen, how long the old key goes on, and the button that makes the successor. */
import { type FormEvent, type RefObject, useState } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { replaceLostKey, rotateKey } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { useCan } from "../../store/capabilities.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { gracePeriods, rotateBlock, usualGraceSeconds } from "../../store/rotations.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { Select } from "../../ui/Select.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { useLostCreate } from "../keys/use-lost-create.ts";
import { useSignedInAgain } from "../keys/use-signed-in-again.ts";
import styles from "./RotateForm.module.css";

/** What the form needs from its dialog. */
export interface RotateFormProps {
  apiKey: ApiKey;
  firstFocus: RefObject<HTMLElement | null>;
  /** Told while an answer is awaited, so that Esc does not close what is under way. */
  generating: RefObject<boolean>;
  onCancel: () => void;
}

const choices = gracePeriods.map(({ seconds, label }) => ({ value: String(seconds), label }));

/** The form. On success the dialog turns to the successor by itself, because main then holds a new key. */
export function RotateForm({ apiKey, firstFocus, generating, onCancel }: RotateFormProps) {
  const byServer = useCan("rotate");
  const watched = useCan("lastUsed");
  const block = useApp((app) => rotateBlock(app, apiKey.id));
  const [grace, setGrace] = useState(String(usualGraceSeconds));
  // Its dialog stays open by itself (`generating`).
  const task = useTask({ pendingAfterMs: 100 });
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const lost = useLostCreate(task);
  useSignedInAgain(task);
  const blocked = wait > 0 || (block !== null && !lost?.replaceable);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (blocked || generating.current) return;
    generating.current = true;
    // Main announces the new key before it answers; NewKeyDialog then puts it in this form's place.
    if (lost?.replaceable) await task.run(() => replaceLostKey(lost.id));
    else await task.run(() => rotateKey(apiKey.id, Number(grace)));
    generating.current = false;
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle>
        Rotate “<bdi dir="auto">{keyTitle(apiKey)}</bdi>”
      </DialogTitle>
      <DialogText>
        {byServer ? (
          <>
            A successor of the same name takes the place of <span className={styles.hint}>{keyHint(apiKey)}</span>. Both
            work until the successor is first used; then the old key has the time below, and is revoked at its end.
          </>
        ) : (
          <>
            This server leaves rotating to you: generate a successor of the same name and put it where{" "}
            <span className={styles.hint}>{keyHint(apiKey)}</span> is.{" "}
            {watched
              ? "Keyrack shows when the new key is in use and the old one no longer, and offers to revoke that."
              : "It does not say when keys are used either, so revoke the old one once nothing needs it."}
          </>
        )}
      </DialogText>
      {byServer && (
        <div className={styles.field}>
          <span id="grace-label" className={styles.label}>
            After the first use, the old key works
          </span>
          <Select
            label="After the first use, the old key works"
            asField
            inDialog
            value={grace}
            choices={choices}
            onChange={setGrace}
          />
        </div>
      )}
      {task.failure !== null ? (
        <div className={styles.note}>
          <Note tone="failure">{lost?.text ?? failureText(task.failure, wait)}</Note>
        </div>
      ) : (
        !task.pending && (
          <Remark block={block} atOnce={byServer && grace === "0"} ends={!byServer && apiKey.expiresAt !== null} />
        )
      )}
      <DialogFooter>
        <Button onClick={onCancel} blocked={task.pending}>
          {lost?.replaceable ? "Not now" : "Cancel"}
        </Button>
        <Button
          ref={firstFocus as RefObject<HTMLButtonElement | null>}
          kind="primary"
          type="submit"
          busy={task.pending}
          blocked={blocked}
        >
          {wait > 0
            ? `Wait ${waitText(wait)}`
            : lost?.replaceable
              ? "Revoke and generate another"
              : "Generate Successor"}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** `ends`: the old key has an end of its own, and its successor will have none. */
function Remark({ block, atOnce, ends }: { block: string | null; atOnce: boolean; ends: boolean }) {
  if (block === null && !atOnce && !ends) return null;
  return (
    <div className={styles.note}>
      {block !== null ? (
        <Note tone="plain">{block}</Note>
      ) : ends ? (
        <Note tone="plain">The successor does not expire by itself.</Note>
      ) : (
        <Note tone="warning">Whatever still uses the old key fails the moment the successor is first used.</Note>
      )}
    </div>
  );
}
