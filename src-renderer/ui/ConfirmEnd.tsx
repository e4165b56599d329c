/** How a question ends: why it did not work, if it did not, then Cancel and the verb. */
import type { RefObject } from "react";
import { Button } from "./Button.tsx";
import styles from "./ConfirmEnd.module.css";
import { DialogFooter } from "./DialogFooter.tsx";
import { Note } from "./Note.tsx";

/** What the end of a question can be told. */
export interface ConfirmEndProps {
  /** What the question does, on its button. */
  verb: string;
  kind?: "primary" | "danger";
  busy: boolean;
  /** A sentence, or null while all is well. */
  failure: string | null;
  /** Where focus begins: the answer that changes nothing. */
  cancel: RefObject<HTMLButtonElement | null>;
  onCancel: () => void;
  onConfirm: () => void;
}

/** The failure and the two buttons of an alert dialog. */
export function ConfirmEnd({ verb, kind = "primary", busy, failure, cancel, onCancel, onConfirm }: ConfirmEndProps) {
  return (
    <>
      {failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{failure}</Note>
        </div>
      )}
      <DialogFooter>
        <Button ref={cancel} onClick={onCancel} blocked={busy}>
          Cancel
        </Button>
        <Button kind={kind} busy={busy} onClick={onConfirm}>
          {verb}
        </Button>
      </DialogFooter>
    </>
  );
}
