/** Said of a `.env` file that git would take along, with the offer to have git ignore it. */
import { useRef } from "react";
import type { EnvFile } from "../../../src-preload/contract/use.ts";
import { ignoreEnvFile } from "../../store/actions.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import styles from "./UseKey.module.css";

/** What the note needs. */
export interface GitNoteProps {
  file: EnvFile;
  onIgnored: () => void;
  /** Has the focus once the note is gone. */
  heir: () => HTMLElement | null;
}

/** The note. */
export function GitNote({ file, onIgnored, heir }: GitNoteProps) {
  const task = useTask();
  const button = useRef<HTMLButtonElement>(null);
  useFocusHeir(button, heir);

  async function ignore() {
    let added = "";
    const went = await task.run(async () => {
      const answer = await ignoreEnvFile(file.fileId);
      if (answer.ok) added = `“${answer.value.line}” is in ${answer.value.file} now`;
      return answer;
    });
    if (!went) return;
    say(added, "done");
    onIgnored();
  }

  return (
    <div className={styles.failure}>
      <Note tone="warning">
        <p>git does not ignore this file, so the next commit could take the key along.</p>
        <Button ref={button} size="small" className={styles.inNote} busy={task.pending} onClick={() => void ignore()}>
          Add to .gitignore
        </Button>
        {task.failure !== null && (
          <p className={styles.inNoteFailure} role="alert">
            {task.failure.message}
          </p>
        )}
      </Note>
    </div>
  );
}
