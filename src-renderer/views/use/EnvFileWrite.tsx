/** A chosen `.env` file before the write: what would happen, or why it cannot, and the button that does it. */
import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../../src-preload/contract/kept.ts";
import type { EnvFile, EnvOutlook } from "../../../src-preload/contract/use.ts";
import { inspectEnvFile, writeEnvFile } from "../../store/actions.ts";
import { outlookText } from "../../store/env-text.ts";
import { rememberWrite } from "../../store/env-writes.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import type { VariableField } from "../../store/use-variable.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { useInView } from "../../ui/use-in-view.ts";
import { GitNote } from "./GitNote.tsx";
import styles from "./UseKey.module.css";

/** What the part needs. */
export interface EnvFileWriteProps {
  reference: KeptReference;
  file: EnvFile;
  variable: VariableField;
  onDone: () => void;
  /** Where the focus goes when the buttons go. */
  heir: () => HTMLElement | null;
}

/** The part. */
export function EnvFileWrite({ reference, file, variable, onDone, heir }: EnvFileWriteProps) {
  const [round, setRound] = useState(0);
  const { outlook, refusal } = useOutlook(file.fileId, variable.variable, round);
  const task = useTask();
  const box = useRef<HTMLDivElement>(null);
  useFocusHeir(box, () => document.querySelector<HTMLElement>("[data-undo]") ?? heir());
  useInView(box, task.failure ?? refusal ?? outlook);
  const block = variable.problem !== null ? "The variable needs another name." : null;

  async function write() {
    const name = variable.variable;
    const went = await task.run(async () => {
      const answer = await writeEnvFile({ ...reference, fileId: file.fileId, variable: name });
      if (answer.ok) rememberWrite({ ...answer.value, ...file, key: reference, variable: name });
      return answer;
    });
    if (!went) return setRound(round + 1);
    say(`Wrote ${name} to ${file.path}`, "heard");
    onDone();
  }

  return (
    <div className={styles.file} ref={box}>
      <p className={styles.path}>{file.path}</p>
      <div aria-live="polite">
        {outlook !== null && <p className={styles.outlook}>{outlookText(outlook, variable.variable)}</p>}
      </div>
      {(task.failure ?? refusal) !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{(task.failure ?? refusal)?.message}</Note>
        </div>
      )}
      {outlook?.git === "not-ignored" && (
        <GitNote
          file={file}
          heir={() => box.current?.querySelector("button") ?? null}
          onIgnored={() => setRound(round + 1)}
        />
      )}
      <div className={styles.fileButtons}>
        <Button size="small" kind="quiet" onClick={onDone} blocked={task.pending}>
          Cancel
        </Button>
        <Button
          size="small"
          kind="primary"
          busy={task.pending}
          blocked={outlook === null || block !== null}
          onBlockedClick={() => block !== null && say(block)}
          onClick={() => void write()}
        >
          Write
        </Button>
      </div>
    </div>
  );
}

/** What a write would do now; asked again for another variable and in another round. */
function useOutlook(fileId: string, variable: string, round: number) {
  const [answer, setAnswer] = useState<{ outlook: EnvOutlook | null; refusal: Failure | null }>({
    outlook: null,
    refusal: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round has nothing in it but that it is another one.
  useEffect(() => {
    let wanted = true;
    void inspectEnvFile({ fileId, variable }).then((result) => {
      if (!wanted) return;
      setAnswer(result.ok ? { outlook: result.value, refusal: null } : { outlook: null, refusal: result.failure });
    });
    return () => {
      wanted = false;
    };
  }, [fileId, variable, round]);
  return answer;
}
