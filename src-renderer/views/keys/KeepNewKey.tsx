/** The choice below the new key: whether its value stays on this computer for quick copy. */
import { useState } from "react";
import type { NewKey } from "../../../src-preload/contract/keys.ts";
import { forgetKept, keepNewKey } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { isKept, referenceTo } from "../../store/kept.ts";
import { useTask } from "../../store/use-task.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Note } from "../../ui/Note.tsx";
import styles from "./RevealKey.module.css";

/** The checkbox. Main keeps a new key at once if that is the person's preference; so it is ticked if the key is kept. */
export function KeepNewKey({ newKey }: { newKey: NewKey }) {
  const keyId = newKey.apiKey.id;
  const kept = useApp((app) => isKept(app, keyId));
  const [chosen, setChosen] = useState(false);
  const task = useTask();
  // What main could not do by itself is old news once the person has chosen.
  const failure = task.failure ?? (chosen || kept ? null : newKey.keepFailure);

  function choose(keep: boolean) {
    const app = currentApp();
    const reference = app && referenceTo(app, keyId);
    if (reference === null) return;
    setChosen(true);
    void task.run(() => (keep ? keepNewKey(keyId) : forgetKept(reference)));
  }

  return (
    <div className={styles.keep}>
      <Checkbox
        checked={kept}
        onChange={choose}
        busy={task.pending}
        label="Keep on this computer for quick copy"
        detail="Stored in the system keychain, nowhere else."
      />
      {failure !== null && (
        <div className={styles.note}>
          <Note tone="failure">{failure.message}</Note>
        </div>
      )}
    </div>
  );
}
