/** Asks before a key is revoked: which one, when it was last used, and why it goes. */
import { type FormEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { revokeKey } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { can, knowsUse, takesReason } from "../../store/capabilities.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { isInUse } from "../../store/key-use.ts";
import { checkTyped, maxReasonLength } from "../../store/typed-text.ts";
import { closeDialog, say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { usedText } from "../../ui/times.ts";
import { useCountdown } from "../../ui/use-countdown.ts";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { useNow } from "../../ui/use-now.ts";
import { SignInAgain } from "../session/SignInAgain.tsx";
import { nearestRowTo, rowOf } from "./focus-after.ts";
import styles from "./RevokeDialog.module.css";
import { useSignedInAgain } from "./use-signed-in-again.ts";

/** Open while it is the dialog on screen. */
export function RevokeDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "revoke" ? dialog.keyId : null;
  // Should the key go while the question stands, what was known of it stays.
  const key = useLatestValue(useApp(({ keys }) => [...keys.active, ...keys.retiring].find((one) => one.id === id)));
  const cancel = useRef<HTMLButtonElement>(null);
  const state = useRef<"asking" | "revoking" | "revoked">("asking");
  // What became of the last question is nothing to the next.
  useLayoutEffect(() => {
    if (id !== null) state.current = "asking";
  }, [id]);

  return (
    <Dialog
      open={id !== null}
      onClose={() => state.current !== "revoking" && closeDialog()}
      alert
      initialFocus={cancel}
      finalFocus={(opener) => {
        if (key === null) return opener;
        return state.current === "revoked" ? nearestRowTo(key.id) : (opener ?? rowOf(key.id));
      }}
    >
      {key !== null && <RevokeForm apiKey={key} cancel={cancel} state={state} />}
      <SignInAgain />
    </Dialog>
  );
}

interface RevokeFormProps {
  apiKey: ApiKey;
  cancel: RefObject<HTMLButtonElement | null>;
  state: RefObject<"asking" | "revoking" | "revoked">;
}

function RevokeForm({ apiKey, cancel, state }: RevokeFormProps) {
  const block = useApp(changeBlock);
  const withReason = useApp(takesReason);
  const remembered = useApp((app) => !can(app, "history"));
  const [reason, setReason] = useState("");
  const task = useTask();
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const check = checkTyped(reason, maxReasonLength, "reason");
  const gone = task.failure?.code === "not-found";
  // An answer that was lost, or somebody else: the list shows it as soon as it is read again.
  const isRevoked = useApp((app) => app.revoked.rows.some(({ id }) => id === apiKey.id));
  useSignedInAgain(task);
  const cancels = useApp(({ keys }) => keys.retiring.some(({ rotation }) => rotation?.replacedBy === apiKey.id));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!check.ok || block !== null || wait > 0 || gone || task.pending) return;
    state.current = "revoking";
    const went = await task.run(() => revokeKey(apiKey.id, reason));
    state.current = went ? "revoked" : "asking";
    if (!went) return;
    closeDialog();
    say(`Revoked ${keyTitle(apiKey)}`, "done");
  }

  if (isRevoked && state.current === "asking") return <RevokedAlready apiKey={apiKey} cancel={cancel} />;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle>
        Revoke “<bdi dir="auto">{keyTitle(apiKey)}</bdi>”?
      </DialogTitle>
      <DialogText>
        <span className={styles.hint}>{keyHint(apiKey)}</span> stops working at once. This can’t be undone.
        {cancels && " The rotation it belongs to is cancelled: the old key goes on."}
      </DialogText>
      <div className={styles.part}>
        {task.failure === null ? (
          <LastUse apiKey={apiKey} />
        ) : (
          <Note tone="failure">{failureText(task.failure, wait)}</Note>
        )}
      </div>
      {withReason && (
        <div className={styles.part}>
          <TextField
            label="Reason"
            optional
            dir="auto"
            placeholder={remembered ? "Remembered on this computer" : "Shown in the revoked list"}
            value={reason}
            onValueChange={setReason}
            error={check.problem}
            counter={check.counter}
            readOnly={task.pending}
          />
        </div>
      )}
      {task.failure === null && block !== null && !task.pending && (
        <div className={styles.failure}>
          <Note tone="plain">{block}</Note>
        </div>
      )}
      <DialogFooter>
        <Button ref={cancel} onClick={closeDialog} blocked={task.pending}>
          {gone ? "Close" : "Cancel"}
        </Button>
        <Button
          kind="danger"
          type="submit"
          busy={task.pending}
          blocked={!check.ok || block !== null || wait > 0 || gone}
        >
          {wait > 0 ? `Wait ${waitText(wait)}` : "Revoke"}
        </Button>
      </DialogFooter>
    </form>
  );
}

function RevokedAlready({ apiKey, cancel }: Pick<RevokeFormProps, "apiKey" | "cancel">) {
  useEffect(() => {
    say(`${keyTitle(apiKey)} is revoked already`, "heard");
    cancel.current?.focus();
  }, [apiKey, cancel]);
  return (
    <>
      <DialogTitle>
        “<bdi dir="auto">{keyTitle(apiKey)}</bdi>” is revoked already
      </DialogTitle>
      <DialogText>
        <span className={styles.hint}>{keyHint(apiKey)}</span> has stopped working. There is nothing left to do.
      </DialogText>
      <DialogFooter>
        <Button ref={cancel} kind="primary" onClick={closeDialog}>
          Close
        </Button>
      </DialogFooter>
    </>
  );
}

function LastUse({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  const known = useApp((app) => knowsUse(app, apiKey));
  const { lastUsedAt } = apiKey;
  if (!known) return <Note tone="plain">This server does not say when keys are used.</Note>;
  if (lastUsedAt === null) return <Note tone="plain">It was never used.</Note>;
  const when = <strong>{usedText(lastUsedAt, now)}</strong>;
  return isInUse(apiKey, now) ? (
    <Note tone="warning">It was used {when}. Whatever uses it will fail until it has a new key.</Note>
  ) : (
    <Note tone="plain">It was last used {when}.</Note>
  );
}
