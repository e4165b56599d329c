/** Which proxy leads to servers: the system's, none, or one of the person's own with its address and credentials. */
import { RadioGroup } from "@base-ui/react/radio-group";
import { useState } from "react";
import type { ProxyChoice } from "../../../src-preload/contract/transport.ts";
import { setProxy } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { classNames } from "../../ui/class-names.ts";
import { Note } from "../../ui/Note.tsx";
import { RadioRow } from "../../ui/RadioRow.tsx";
import page from "../Page.module.css";
import styles from "./NetworkPage.module.css";
import { ProxyForm } from "./ProxyForm.tsx";

type Mode = ProxyChoice["mode"];

/** The section. The first two choices hold at once; a proxy of one's own needs its address first. */
export function ProxySection() {
  const saved = useApp((app) => app.transport.proxy);
  /** Chosen, but not yet in force: main is being asked, or an address is still to be typed. */
  const [wanted, setWanted] = useState<Mode | null>(null);
  const task = useTask();
  const mode = wanted ?? saved.mode;

  async function choose(next: Mode) {
    setWanted(next);
    task.forget();
    if (next === "manual") return;
    if (await task.run(() => setProxy({ proxy: { mode: next }, password: null }))) {
      say(next === "system" ? "The system’s proxy is used" : "No proxy is used", "heard");
    }
    // On failure too: what is in force is what main says.
    setWanted(null);
  }

  return (
    <section className={page.section} aria-labelledby="proxy">
      <h2 id="proxy" className={page.sectionTitle}>
        Proxy
      </h2>
      <RadioGroup
        className={classNames(page.card, styles.card)}
        aria-labelledby="proxy"
        value={mode}
        onValueChange={(value) => void choose(value as Mode)}
        readOnly={task.pending}
      >
        <RadioRow
          value="system"
          label="Use the system’s proxy"
          detail="As this computer’s settings say, automatic configuration included."
        />
        <RadioRow value="direct" label="No proxy" detail="Servers are reached directly, whatever the system says." />
        <RadioRow value="manual" label="A proxy of your own" detail="For servers only this proxy leads to.">
          {mode === "manual" && (
            <ProxyForm saved={saved.mode === "manual" ? saved : null} onSaved={() => setWanted(null)} />
          )}
        </RadioRow>
      </RadioGroup>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
    </section>
  );
}
