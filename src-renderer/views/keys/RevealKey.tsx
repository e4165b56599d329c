/** The new key, shown this once: its value, a verified copy, and how to use it. */
import { Check, Copy } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import type { ApiKey, NewKey } from "../../../src-preload/contract/keys.ts";
import { copyNewKey } from "../../store/actions.ts";
import { keyTitle, knownEnds } from "../../store/key-text.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { Time } from "../../ui/Time.tsx";
import { useEmptiedAtEnd } from "../../ui/use-emptied-at-end.ts";
import { useMoment } from "../../ui/use-moment.ts";
import { KeepNewKey } from "./KeepNewKey.tsx";
import { KeyUsage } from "./KeyUsage.tsx";
import styles from "./RevealKey.module.css";
import { useKeyValue } from "./use-key-value.ts";

/** What the modal needs from its dialog. */
export interface RevealKeyProps {
  newKey: NewKey;
  firstFocus: RefObject<HTMLElement | null>;
  /** Told when the value cannot be had any more, so that nobody is asked to copy it first. */
  lost: RefObject<boolean>;
  onDone: () => void;
}

const goneText = "The key was made, but Keyrack no longer holds its value.";

/** The reveal modal's content. */
export function RevealKey({ newKey, firstFocus, lost, onDone }: RevealKeyProps) {
  const { apiKey, copied } = newKey;
  const { value, failure } = useKeyValue();
  const task = useTask();
  const [justCopied, begin] = useMoment();

  const field = useRef<HTMLInputElement>(null);
  useEmptiedAtEnd(field);

  const done = useRef<HTMLButtonElement>(null);
  const gone = failure !== null;
  useEffect(() => {
    lost.current = gone;
    if (gone) done.current?.focus();
  }, [lost, gone]);

  async function copy() {
    if (!(await task.run(() => copyNewKey(apiKey.id)))) return;
    begin();
    say("Copied", "heard");
  }

  return (
    <>
      <DialogTitle>
        <bdi dir="auto">{keyTitle(apiKey)}</bdi> is ready
      </DialogTitle>
      <DialogText>
        {gone ? goneText : `${copied ? "The key is on the clipboard." : "Copy the key now."} ${onceText(apiKey)}`}
        {apiKey.expiresAt !== null && (
          <>
            {" It "}
            <Time at={apiKey.expiresAt} as="expiry" />.
          </>
        )}
      </DialogText>
      <div className={styles.box}>
        {/* A read-only field: it never wraps, scrolls by itself, and can be selected with the keyboard. */}
        <input
          ref={field}
          className={styles.value}
          readOnly
          aria-label="API key"
          value={value ?? ""}
          placeholder={failure === null ? "" : "No longer held"}
          onFocus={(event) => event.target.select()}
          spellCheck={false}
        />
        <Button
          ref={firstFocus as RefObject<HTMLButtonElement | null>}
          kind={copied || gone ? "secondary" : "primary"}
          className={styles.copy}
          icon={
            justCopied ? (
              <Check size={16} strokeWidth={2} aria-hidden="true" />
            ) : (
              <Copy size={16} strokeWidth={1.75} aria-hidden="true" />
            )
          }
          busy={task.pending}
          blocked={gone}
          onClick={() => void copy()}
        >
          {justCopied ? "Copied" : "Copy"}
        </Button>
      </div>
      {(task.failure ?? failure) !== null && (
        <div className={styles.note}>
          <Note tone="failure">{(task.failure ?? failure)?.message}</Note>
        </div>
      )}
      {!gone && <KeepNewKey newKey={newKey} />}
      <KeyUsage />
      <DialogFooter>
        <Button ref={done} kind={copied || gone ? "primary" : "secondary"} onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}

/** What remains to be seen of it. */
function onceText(apiKey: ApiKey): string {
  const ends = knownEnds(apiKey);
  return ends === null ? "It is shown this once." : `It is shown this once; afterwards only its ${ends} are.`;
}
