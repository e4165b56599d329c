/** The chip above Settings while a copied key is on the clipboard: which, how long still, and a way to end it now. */
import { useEffect, useRef, useState } from "react";
import type { ClipboardState } from "../../../src-preload/contract/clipboard.ts";
import { clearClipboard } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { leftShare, leftText, maybeNotCleared } from "../../store/clipboard-text.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Name } from "../../ui/Name.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { useTimeLeft } from "../../ui/use-time-left.ts";
import styles from "./ClipboardHold.module.css";

/** A key that is never cleared is shown this long: nobody tells us when something else has taken its place. */
const neverShownForMs = 60_000;
/** Main reads the clipboard back after it has dropped the key from the state; a failure follows as a notice. */
const verdictAfterMs = 400;

/** What is on the clipboard; nothing while nothing of ours is. The figure runs silently: the end alone is announced. */
export function ClipboardHold({ heir }: { heir: () => HTMLElement | null }) {
  const holding = useApp((app) => app.clipboard.holding);
  const [byHand, setByHand] = useState(false);
  const held = useRef(false);

  useEffect(() => {
    if (holding !== null) {
      held.current = true;
      return;
    }
    if (!held.current) return;
    const timer = setTimeout(() => {
      held.current = false;
      setByHand(false);
      if (!maybeNotCleared(currentApp())) say("Clipboard cleared", byHand ? "done" : "heard");
    }, verdictAfterMs);
    return () => clearTimeout(timer);
  }, [holding, byHand]);

  if (holding === null) return null;
  return <Chip key={holding.clearsAt} holding={holding} heir={heir} onClear={() => setByHand(true)} />;
}

interface ChipProps {
  holding: NonNullable<ClipboardState["holding"]>;
  heir: () => HTMLElement | null;
  onClear: () => void;
}

function Chip({ holding: { label, clearsAt }, heir, onClear }: ChipProps) {
  const clearAfter = useApp((app) => app.preferences.clearAfter);
  const left = useTimeLeft(clearsAt);
  const task = useTask();
  const [shown, setShown] = useState(true);
  const chip = useRef<HTMLElement>(null);
  useFocusHeir(chip, heir);

  useEffect(() => {
    if (clearsAt !== null) return;
    const timer = setTimeout(() => setShown(false), neverShownForMs);
    return () => clearTimeout(timer);
  }, [clearsAt]);

  function clear() {
    onClear();
    void task.run(async () => {
      const answer = await clearClipboard();
      // Whether the key is off the clipboard is said by the notice, or by the remark at the end.
      if (!answer.ok && answer.failure.code !== "clipboard-not-cleared") say(answer.failure.message, "failure");
      return answer;
    });
  }

  if (!shown) return null;
  return (
    <section ref={chip} className={styles.chip} aria-label="Clipboard">
      <Name className={styles.name}>{label}</Name>
      <p className={styles.text}>
        {clearsAt === null ? "On the clipboard until you copy something else" : "On the clipboard"}
      </p>
      {clearsAt !== null && <p className={styles.left}>{leftText(left)}</p>}
      <button type="button" className={styles.clear} onClick={clear}>
        Clear now
      </button>
      {clearsAt !== null && (
        <span className={styles.track} aria-hidden="true">
          <span className={styles.bar} style={{ transform: `scaleX(${leftShare(left, clearAfter)})` }} />
        </span>
      )}
    </section>
  );
}
