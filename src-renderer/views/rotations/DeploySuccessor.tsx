/** Gets a kept successor to where it is needed: onto the clipboard, or into a `.env` file. */
import { Check, Copy, FileText } from "lucide-react";
import { useRef } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { keyTitle } from "../../store/key-text.ts";
import { openDialog } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { rowOf } from "../keys/focus-after.ts";
import { useCopyKept } from "../keys/use-copy-kept.ts";
import styles from "./Rotations.module.css";

/** The two buttons; only for a key that is kept. */
export function DeploySuccessor({ apiKey }: { apiKey: ApiKey }) {
  const { busy, justCopied, copy } = useCopyKept(apiKey);
  const buttons = useRef<HTMLDivElement>(null);
  // A value that turns out to be none is forgotten, and the buttons with it.
  useFocusHeir(buttons, () => rowOf(apiKey.id));
  const title = keyTitle(apiKey);
  const Icon = justCopied ? Check : Copy;
  return (
    <div className={styles.deploy} ref={buttons}>
      <Button
        size="small"
        aria-label={`${justCopied ? "Copied" : "Copy"} the successor of ${title}`}
        icon={<Icon size={15} strokeWidth={justCopied ? 2 : 1.75} aria-hidden="true" />}
        busy={busy}
        onClick={() => void copy()}
      >
        {justCopied ? "Copied" : "Copy successor"}
      </Button>
      <Button
        size="small"
        aria-label={`Put the successor of ${title} into a .env file…`}
        icon={<FileText size={15} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => openDialog({ kind: "use", keyId: apiKey.id, part: "choose-env-file" })}
      >
        Put into .env…
      </Button>
    </div>
  );
}
