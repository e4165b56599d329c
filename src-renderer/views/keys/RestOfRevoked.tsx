/** Has the rest of the revoked keys read while a filter or an order is to cover all of them, and says how far that is. */
import { useLayoutEffect, useState } from "react";
import { showAllRevoked } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { countText } from "../../store/key-text.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./KeyTable.module.css";

/** The words beside the section's title; none while all that is wanted is there. `counted`: the number read stands there already. */
export function RestOfRevoked({ needed, counted }: { needed: boolean; counted: boolean }) {
  const { rows, more, readingAll } = useApp((app) => app.revoked);
  const possible = useApp((app) => changeBlock(app) === null);
  const task = useTask();
  const { run } = task;
  const wanted = needed && more && possible;
  // Before the next picture, so that the words below do not flash. A failure is not repeated by itself.
  useLayoutEffect(() => {
    if (wanted) void run(showAllRevoked);
  }, [wanted, run]);

  const partial = needed && more && !readingAll && !task.pending;
  return (
    <>
      {readingAll && (
        <span className={styles.count}>Reading the rest…{!counted && ` ${countText(rows.length)} so far`}</span>
      )}
      {partial && <span className={styles.count}>Only those read so far</span>}
      {partial && possible && (
        <Button kind="quiet" size="small" onClick={() => void run(showAllRevoked)}>
          Read the rest
        </Button>
      )}
      <Announcement reading={readingAll} partial={partial} />
    </>
  );
}

/** Says when the reading begins and how it ends; the numbers in between are for the eye alone. */
function Announcement({ reading, partial }: { reading: boolean; partial: boolean }) {
  const count = useApp((app) => app.revoked.rows.length);
  const [hasRead, setHasRead] = useState(false);
  if (reading && !hasRead) setHasRead(true);
  let text = "";
  if (reading) text = "Reading the rest of the revoked keys";
  else if (partial) text = `Only the ${countText(count)} revoked keys read so far are covered`;
  else if (hasRead) text = `All ${countText(count)} revoked keys are covered`;
  return (
    <span className={styles.heard} role="status">
      {text}
    </span>
  );
}
