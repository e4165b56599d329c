/** The button below the revoked keys that fetches the next page; when it is scrolled near it does so by itself. */
import { useLayoutEffect, useRef } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { showMoreRevoked } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import table from "../../ui/Table.module.css";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { useNearing } from "../../ui/use-nearing.ts";
import { generateButton, rowOf } from "./focus-after.ts";

/** The button. `rows`: those read so far; `automatic`: whether to fetch when it comes near. */
export function ShowMore({ rows, automatic }: { rows: readonly ApiKey[]; automatic: boolean }) {
  const block = useApp(changeBlock);
  const task = useTask();
  const place = useRef<HTMLDivElement>(null);
  const fetches = automatic && block === null;

  // Once for each number of rows: a server that fails is not asked again until somebody scrolls or clicks.
  useNearing(place, fetches && rows.length, () => {
    if (fetches && !task.pending) void task.run(showMoreRevoked);
  });
  // With the last page the button goes; whoever pressed it goes on from the last row they knew.
  const lastKnown = useRef("");
  useLayoutEffect(() => {
    lastKnown.current = rows.at(-1)?.id ?? "";
  });
  useFocusHeir(place, () => rowOf(lastKnown.current) ?? generateButton());

  async function show() {
    if (!(await task.run(showMoreRevoked))) say("The next revoked keys could not be read. Try again.");
  }

  return (
    <div ref={place} className={table.moreRow}>
      <Button
        kind="quiet"
        size="small"
        busy={task.pending}
        blocked={block !== null}
        onBlockedClick={() => block !== null && say(block)}
        onClick={() => void show()}
      >
        Show more
      </Button>
    </div>
  );
}
