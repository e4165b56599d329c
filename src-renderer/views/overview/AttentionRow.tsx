/** One thing that needs attention: why, and what can be done about it. */
import { AlarmClock, CircleDashed, Files, Gauge, History, Hourglass, type LucideIcon, Tag } from "lucide-react";
import { useRef } from "react";
import type { AppState } from "../../../src-preload/contract/app.ts";
import type { Attention, AttentionKind } from "../../../src-preload/contract/attention.ts";
import { dismissAttention } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { type Remedy, remedyFor, subjectOf, wordsOf } from "../../store/attention.ts";
import { changeBlock } from "../../store/availability.ts";
import { focusWhenDrawn } from "../../store/focus-when-drawn.ts";
import { rotateRefusal } from "../../store/rotations.ts";
import { closeFilter, openDialog, say, showTab } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { nextMatter } from "./focus-attention.ts";
import styles from "./OverviewPage.module.css";

const icons: Record<AttentionKind, LucideIcon> = {
  old: History,
  "never-used": CircleDashed,
  idle: Hourglass,
  unnamed: Tag,
  "same-name": Files,
  expiring: AlarmClock,
  limit: Gauge,
};

const labels = { revoke: "Revoke…", rename: "Rename…", rotate: "Rotate…", show: "Show" } as const;

/** A row of the section. */
export function AttentionRow({ attention }: { attention: Attention }) {
  const { kind, keyId, message } = attention;
  const app = useApp((state) => state);
  const subject = subjectOf(app, attention);
  const { lead, rest } = wordsOf(app, attention);
  const dismissing = useTask();
  const row = useRef<HTMLLIElement>(null);
  useFocusHeir(row, nextMatter);
  const Icon = icons[kind];
  const remedy = remedyFor(app, attention);
  const block = blockOf(app, remedy, keyId);
  const label = labels[remedy];

  function act() {
    if (remedy === "show" || keyId === null) showInList(keyId);
    else openDialog({ kind: remedy, keyId });
  }

  async function dismiss() {
    const dismissed = await dismissing.run(async () => {
      const answer = await dismissAttention({ kind, keyId });
      if (!answer.ok) say(answer.failure.message, "failure");
      return answer;
    });
    if (dismissed) say("Dismissed", "heard");
  }

  return (
    <li ref={row} className={styles.matter} data-matter={kind} data-key={keyId ?? undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <p className={styles.message}>
        <bdi dir="auto" className={lead.is === "hint" ? styles.handle : styles.name}>
          {lead.text}
        </bdi>{" "}
        <span className={styles.why}>{rest}</span>
      </p>
      <span className={styles.actions}>
        <Button
          kind="quiet"
          size="small"
          data-dismiss=""
          aria-label={`Dismiss: ${message}`}
          busy={dismissing.pending}
          onClick={() => void dismiss()}
        >
          Dismiss
        </Button>
        <Button
          size="small"
          aria-label={`${label} ${subject}`}
          title={block ?? undefined}
          blocked={block !== null}
          onBlockedClick={() => block !== null && say(block)}
          onClick={act}
        >
          {label}
        </Button>
      </span>
    </li>
  );
}

/** Why it cannot be done now; null when it can be. */
function blockOf(app: AppState, remedy: Remedy, keyId: string | null): string | null {
  if (remedy === "show") return null;
  return remedy === "rotate" && keyId !== null ? rotateRefusal(app, keyId) : changeBlock(app);
}

/** Goes to the key's row in the list, or to the list. */
function showInList(keyId: string | null): void {
  showTab("api-keys");
  closeFilter();
  focusWhenDrawn(keyId === null ? '[role="tab"][aria-selected="true"]' : `tr[data-row="${CSS.escape(keyId)}"]`);
}
