/** A write into a `.env` file that was done, and the way back. */
import { Check, Undo2 } from "lucide-react";
import { useRef } from "react";
import { undoEnvFile } from "../../store/actions.ts";
import { writtenText } from "../../store/env-text.ts";
import { type EnvWrite, forgetWrite, noteIgnored } from "../../store/env-writes.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { useInView } from "../../ui/use-in-view.ts";
import { GitNote } from "./GitNote.tsx";
import styles from "./UseKey.module.css";

/** One write. `heir` has the focus once it is taken back. */
export function EnvFileWritten({ write, heir }: { write: EnvWrite; heir: () => HTMLElement | null }) {
  const task = useTask();
  const box = useRef<HTMLDivElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  useFocusHeir(box, heir);
  useInView(box, task.failure ?? write.undoId);

  async function undo() {
    if (!(await task.run(() => undoEnvFile(write.undoId)))) return;
    forgetWrite(write.undoId);
    say("The file is as it was before", "done");
  }

  return (
    <div className={styles.file} ref={box}>
      <div className={styles.written}>
        <Check size={16} strokeWidth={2} aria-hidden="true" className={styles.tick} />
        <div className={styles.writtenText}>
          <p>{writtenText(write.how, write.variable)}</p>
          <p className={styles.path}>{write.path}</p>
        </div>
        <Button
          ref={undoButton}
          size="small"
          data-undo=""
          aria-label={`Undo: ${write.variable} in ${write.path}`}
          title="Until this window closes"
          icon={<Undo2 size={15} strokeWidth={1.75} aria-hidden="true" />}
          busy={task.pending}
          onClick={() => void undo()}
        >
          Undo
        </Button>
      </div>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
      {write.git === "not-ignored" && (
        <GitNote file={write} heir={() => undoButton.current} onIgnored={() => noteIgnored(write.path)} />
      )}
    </div>
  );
}
