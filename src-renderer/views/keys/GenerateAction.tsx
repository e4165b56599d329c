/** The button "Generate New Key" of a page's head, and below it the reason while no key can be generated. */
import { Plus } from "lucide-react";
import { useApp } from "../../store/app-store.ts";
import { generateBlock } from "../../store/availability.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./ApiKeysPage.module.css";

/** The button; one page at a time has it. */
export function GenerateAction() {
  const block = useApp(generateBlock);
  // "Reading the list…" beside the button for a blink would be noise; the skeleton says it.
  const reason = block?.endsWith("…") === true ? null : block;
  return (
    <div className={styles.action}>
      <Button
        id="generate-new-key"
        kind="primary"
        icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}
        blocked={block !== null}
        aria-describedby={reason === null ? undefined : "generate-block"}
        onClick={() => openDialog({ kind: "generate" })}
        onBlockedClick={() => block !== null && say(block)}
      >
        Generate New Key
      </Button>
      {reason !== null && (
        <p id="generate-block" className={styles.reason}>
          {reason}
        </p>
      )}
    </div>
  );
}
