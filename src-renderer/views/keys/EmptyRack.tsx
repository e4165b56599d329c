/** What stands where no key was ever made: an empty rack, one sentence, one button. */
import { useApp } from "../../store/app-store.ts";
import { generateBlock } from "../../store/availability.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./ApiKeysPage.module.css";
import rack from "./EmptyRack.module.css";

const hooks = [20, 50, 80, 110, 140] as const;

/** The empty state. */
export function EmptyRack() {
  const block = useApp(generateBlock);
  return (
    <div className={styles.standIn}>
      <svg className={rack.rack} width="160" height="44" viewBox="0 0 160 44" fill="none" aria-hidden="true">
        <path d="M6 8h148" strokeWidth="3" />
        {hooks.map((x) => (
          <path key={x} d={`M${x} 8v12a5 5 0 0 0 10 0`} strokeWidth="2" transform="translate(-5)" />
        ))}
      </svg>
      <p className={styles.sentence}>No keys yet: each script or integration that calls the API gets one of its own.</p>
      <Button
        blocked={block !== null}
        aria-describedby={block === null ? undefined : "generate-block"}
        onClick={() => openDialog({ kind: "generate" })}
        onBlockedClick={() => block !== null && say(block)}
      >
        Generate your first key
      </Button>
    </div>
  );
}
