/** The section "Needs attention": each thing with its sentence, the fitting thing to do about it, and a way not to hear of it again. */
import { Check } from "lucide-react";
import { useRef } from "react";
import { restoreAttention } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { attentionId } from "../../store/attention.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import page from "../Page.module.css";
import { AttentionRow } from "./AttentionRow.tsx";
import { nextMatter } from "./focus-attention.ts";
import styles from "./OverviewPage.module.css";

/** The section. */
export function NeedsAttention() {
  const attention = useApp((app) => app.attention);
  const dismissed = useApp((app) => app.dismissedAttention);
  const restoring = useTask();

  return (
    <section className={page.section} aria-labelledby="needs-attention">
      <div className={styles.head}>
        <h2 id="needs-attention" tabIndex={-1} className={page.sectionTitle}>
          Needs attention
        </h2>
        {attention.length > 0 && <span className={styles.count}>{attention.length}</span>}
        {dismissed > 0 && (
          <ShowDismissed
            count={dismissed}
            busy={restoring.pending}
            onClick={() => void restoring.run(restoreAttention)}
          />
        )}
      </div>
      {restoring.failure !== null && <Note tone="failure">{restoring.failure.message}</Note>}
      {attention.length === 0 ? (
        <p className={classNames(page.card, styles.line)}>
          <Check size={16} strokeWidth={2} aria-hidden="true" />
          Nothing needs attention.
        </p>
      ) : (
        <ul className={classNames(page.card, styles.list)}>
          {attention.map((one) => (
            <AttentionRow key={attentionId(one)} attention={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Brings back what was dismissed, and goes with it. */
function ShowDismissed({ count, busy, onClick }: { count: number; busy: boolean; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHeir(button, nextMatter);
  return (
    <Button ref={button} id="show-dismissed" kind="quiet" size="small" busy={busy} onClick={onClick}>
      {`Show ${count} dismissed`}
    </Button>
  );
}
