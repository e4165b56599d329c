/** The button that puts a kept key on the clipboard. */
import { Check, Copy } from "lucide-react";
import { type RefObject, useRef } from "react";
import { onRow } from "../../store/shortcuts.ts";
import { Button } from "../../ui/Button.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import styles from "./KeyTable.module.css";
import type { CopyKept } from "./use-copy-kept.ts";

/** Copy, and for a moment Copied. */
export function CopyKeptButton({
  title,
  copying,
  row,
}: {
  title: string;
  copying: CopyKept;
  /** What has the focus next, should the button go. */
  row: RefObject<HTMLElement | null>;
}) {
  const { busy, justCopied, copy } = copying;
  const label = `${justCopied ? "Copied" : "Copy"} ${title}`;
  const button = useRef<HTMLButtonElement>(null);
  // A value that turns out to be none is forgotten, and the button with it.
  useFocusHeir(button, () => row.current);
  return (
    <Button
      ref={button}
      size="small"
      className={styles.copy}
      aria-label={label}
      title={label}
      aria-keyshortcuts={onRow.copy.key}
      icon={
        justCopied ? (
          <Check size={15} strokeWidth={2} aria-hidden="true" />
        ) : (
          <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
        )
      }
      busy={busy}
      onClick={() => void copy()}
    >
      {justCopied ? "Copied" : "Copy"}
    </Button>
  );
}
