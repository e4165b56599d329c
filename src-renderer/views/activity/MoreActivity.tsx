/** The button below the events that fetches the next older ones. */
import { useLayoutEffect, useRef } from "react";
import { readActivity } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import table from "../../ui/Table.module.css";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";

const awayText = "Older events can be read once the server answers.";

/** The button. `keyId`: of this key's activity; `lastId`: the oldest event known. */
export function MoreActivity({ keyId, lastId }: { keyId: string | null; lastId: string }) {
  const away = useApp(changeBlock) !== null;
  const task = useTask();
  const place = useRef<HTMLDivElement>(null);
  // With the last page the button goes; whoever pressed it goes on from the last event they knew.
  const lastKnown = useRef("");
  useLayoutEffect(() => {
    lastKnown.current = lastId;
  });
  useFocusHeir(place, () => rowOf(lastKnown.current) ?? document.getElementById("activity-filter"));

  async function show() {
    if (!(await task.run(() => readActivity(true, keyId))))
      say("Older events could not be read. Try again.", "failure");
  }

  return (
    <div ref={place} className={table.moreRow}>
      <Button
        kind="quiet"
        size="small"
        busy={task.pending}
        blocked={away}
        title={away ? awayText : undefined}
        onBlockedClick={() => say(awayText)}
        onClick={() => void show()}
      >
        Show more
      </Button>
    </div>
  );
}

function rowOf(eventId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(eventId)}"]`);
}
