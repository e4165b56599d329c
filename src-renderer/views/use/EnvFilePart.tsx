/** Puts a kept key into a `.env` file: which file, what would happen, and what was done, with the way back. */
import { useRef, useState } from "react";
import type { KeptReference } from "../../../src-preload/contract/kept.ts";
import type { EnvFile } from "../../../src-preload/contract/use.ts";
import { chooseEnvFile } from "../../store/actions.ts";
import { useEnvWrites } from "../../store/env-writes.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import type { VariableField } from "../../store/use-variable.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { EnvFileWrite } from "./EnvFileWrite.tsx";
import { EnvFileWritten } from "./EnvFileWritten.tsx";
import styles from "./UseKey.module.css";

/** What the part needs. */
export interface EnvFilePartProps {
  reference: KeptReference;
  kept: boolean;
  variable: VariableField;
}

/** The part. */
export function EnvFilePart({ reference, kept, variable }: EnvFilePartProps) {
  const [file, setFile] = useState<EnvFile | null>(null);
  const all = useEnvWrites(({ writes }) => writes);
  const writes = all.filter(({ key }) => key.keyId === reference.keyId && key.connectionId === reference.connectionId);
  const task = useTask();
  const choose = useRef<HTMLButtonElement>(null);

  function pick(fresh: boolean) {
    return task.run(async () => {
      const answer = await chooseEnvFile(fresh);
      if (answer.ok && answer.value !== null) setFile(answer.value);
      return answer;
    });
  }
  const picking = {
    size: "small",
    blocked: !kept || task.pending,
    "aria-describedby": kept ? undefined : "use-not-kept",
    onBlockedClick: () => !kept && say("Its value is not kept on this computer."),
  } as const;

  return (
    <section className={styles.section} aria-labelledby="env-file">
      <div className={styles.head}>
        <div>
          <h3 id="env-file" className={styles.title}>
            Put it into a .env file
          </h3>
          <p className={styles.purpose}>
            As <code>{variable.variable}</code>. Everything else in the file stays as it is.
          </p>
        </div>
        <div className={styles.buttons}>
          <Button {...picking} onClick={() => void pick(true)}>
            New file…
          </Button>
          <Button {...picking} id="choose-env-file" ref={choose} onClick={() => void pick(false)}>
            Choose file…
          </Button>
        </div>
      </div>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
      {file !== null && kept && (
        <EnvFileWrite
          key={file.fileId}
          reference={reference}
          file={file}
          variable={variable}
          onDone={() => setFile(null)}
          heir={() => choose.current}
        />
      )}
      {writes.map((write) => (
        <EnvFileWritten key={write.undoId} write={write} heir={() => choose.current} />
      ))}
    </section>
  );
}
