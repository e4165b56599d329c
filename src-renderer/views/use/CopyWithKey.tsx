/** The deliberate copy of a line that holds the key itself: made in main, verified, and taken off the clipboard again. */
import { Check, KeyRound } from "lucide-react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { KeyedSnippet } from "../../../src-preload/contract/use.ts";
import { copyWithKey } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { clearAfterChoices, copiedRemark } from "../../store/clipboard-text.ts";
import { referenceTo } from "../../store/kept.ts";
import { keyTitle } from "../../store/key-text.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import type { VariableField } from "../../store/use-variable.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { useMoment } from "../../ui/use-moment.ts";
import styles from "./UseKey.module.css";

/** What the button needs. */
export interface CopyWithKeyProps {
  apiKey: ApiKey;
  kept: boolean;
  kind: KeyedSnippet;
  variable: VariableField;
  /** For the command, which names one. */
  warehouseId: string | null;
}

/** What is copied, and what a person should know of it. */
const lines: Record<KeyedSnippet, { what: string; remark: string }> = {
  curl: { what: "the command", remark: " Your shell’s history will remember it." },
  env: { what: "the line", remark: "" },
  export: { what: "the export", remark: " Your shell’s history will remember it." },
};

/** The button, and beside it what it does or why it cannot. */
export function CopyWithKey({ apiKey, kept, kind, variable, warehouseId }: CopyWithKeyProps) {
  const clearAfter = useApp((app) => app.preferences.clearAfter);
  const task = useTask();
  const [copied, begin] = useMoment();
  // The command holds the key in the variable's place.
  const badName = kind !== "curl" && variable.problem !== null;
  const block = kept
    ? badName
      ? "The variable needs another name."
      : null
    : "Its value is not kept on this computer.";
  const leaves = clearAfterChoices.find(({ seconds }) => seconds === clearAfter && seconds !== 0)?.label;
  const { what, remark } = lines[kind];
  const does = `Copies ${what} with the key in it${leaves === undefined ? "" : ` for ${leaves}`}.${remark}`;

  async function copy() {
    const app = currentApp();
    const reference = app && referenceTo(app, apiKey.id);
    if (app === null || reference === null) return;
    if (!(await task.run(() => copyWithKey({ ...reference, kind, variable: variable.variable, warehouseId })))) return;
    begin();
    say(copiedRemark(keyTitle(apiKey), app.preferences.clearAfter), "heard");
  }

  return (
    <>
      <div className={styles.withKey}>
        <Button
          size="small"
          className={styles.withKeyButton}
          icon={
            copied ? (
              <Check size={15} strokeWidth={2} aria-hidden="true" />
            ) : (
              <KeyRound size={15} strokeWidth={1.75} aria-hidden="true" />
            )
          }
          aria-describedby={`with-key-${kind}`}
          busy={task.pending}
          blocked={block !== null}
          onBlockedClick={() => block !== null && say(block)}
          onClick={() => void copy()}
        >
          {copied ? "Copied" : "Copy with the key"}
        </Button>
        <p id={`with-key-${kind}`} className={styles.beside}>
          {block ?? does}
        </p>
      </div>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
    </>
  );
}
