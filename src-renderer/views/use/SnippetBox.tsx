/** A snippet in its box, with what varies in colour, and the button that copies it. */
import { Check, Copy } from "lucide-react";
import { copySnippet } from "../../store/actions.ts";
import type { SnippetPart } from "../../store/snippet-writers.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { useMoment } from "../../ui/use-moment.ts";
import styles from "./SnippetBox.module.css";

/** What the box needs. */
export interface SnippetBoxProps {
  parts: readonly SnippetPart[];
  /** What it is in a sentence: "Command", "Snippet". */
  what: string;
}

/** The box. */
export function SnippetBox({ parts, what }: SnippetBoxProps) {
  const [copied, begin] = useMoment();
  const task = useTask();

  async function copy() {
    if (await task.run(() => copySnippet(parts.map(({ text }) => text).join("")))) {
      begin();
      say(`${what} copied`, "heard");
    } else {
      say(`The ${what.toLowerCase()} was not copied. Try again.`);
    }
  }

  return (
    <div className={styles.snippet}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must be able to do. */}
      <pre className={styles.code} tabIndex={0}>
        {parts.map((part, at) =>
          part.variable ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a snippet may say the same twice, and its parts never move.
            <span key={at} className={styles.variable}>
              {part.text}
            </span>
          ) : (
            part.text
          ),
        )}
      </pre>
      <Button
        kind="quiet"
        size="small"
        className={styles.copy}
        aria-label={`${copied ? "Copied" : "Copy"} ${what.toLowerCase()}`}
        title={`Copy ${what.toLowerCase()}`}
        icon={
          copied ? (
            <Check size={15} strokeWidth={2} aria-hidden="true" />
          ) : (
            <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
          )
        }
        onClick={() => void copy()}
      />
    </div>
  );
}
