/** Tests a key: main calls the API with it, and each call stands here with its status, its time and what it means. */
import { useEffect, useRef, useState } from "react";
import type { KeptReference } from "../../../src-preload/contract/kept.ts";
import type { TestedCall } from "../../../src-preload/contract/use.ts";
import { testKey } from "../../store/actions.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Note } from "../../ui/Note.tsx";
import { StatusDot } from "../../ui/StatusDot.tsx";
import { useInView } from "../../ui/use-in-view.ts";
import { FirstUseNote } from "../rotations/FirstUseNote.tsx";
import styles from "./UseKey.module.css";
import type { WarehouseChoice } from "./use-warehouse.ts";

const paths = { self: "GET /keys/self", inbound: "GET /inbound" } as const;

/** What the part needs. */
export interface TestKeyProps {
  reference: KeptReference;
  kept: boolean;
  warehouse: WarehouseChoice;
}

/** The part. */
export function TestKey({ reference, kept, warehouse }: TestKeyProps) {
  const [calls, setCalls] = useState<readonly TestedCall[]>([]);
  const task = useTask();
  const warehouseId = warehouse.id;

  // What was found out about one warehouse says nothing of another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that matters.
  useEffect(() => setCalls([]), [warehouseId]);

  const results = useRef<HTMLDivElement>(null);
  useInView(results, task.failure ?? calls[0]);

  async function test() {
    setCalls([]);
    await task.run(async () => {
      const answer = await testKey({ ...reference, warehouseId });
      if (answer.ok) setCalls(answer.value);
      return answer;
    });
  }

  return (
    <section className={styles.section} aria-labelledby="test-key">
      <div className={styles.head}>
        <div>
          <h3 id="test-key" className={styles.title}>
            Does it work?
          </h3>
          <p className={styles.purpose}>
            Calls <code>{paths.self}</code>
            {warehouseId !== null && (
              <>
                {" "}
                and <code>{paths.inbound}</code>
              </>
            )}{" "}
            with the key, from this computer.
          </p>
        </div>
        <Button
          id="test-this-key"
          size="small"
          busy={task.pending}
          blocked={!kept}
          aria-describedby={kept ? undefined : "use-not-kept"}
          onBlockedClick={() => say("Its value is not kept on this computer.")}
          onClick={() => void test()}
        >
          Test this key
        </Button>
      </div>
      {kept && <FirstUseNote keyId={reference.keyId} />}
      {/* Always in the document, because a live region that arrives with its words is not announced. */}
      <div aria-live="polite" ref={results}>
        {calls.length > 0 && (
          <ul className={styles.calls} aria-label="What came of it">
            {calls.map((call) => (
              <Call key={call.call} call={call} />
            ))}
          </ul>
        )}
      </div>
      {task.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
    </section>
  );
}

function Call({ call }: { call: TestedCall }) {
  return (
    <li className={styles.call}>
      <StatusDot tone={call.ok ? "good" : "off"} />
      <div>
        <p className={styles.callFacts}>
          <code>{paths[call.call]}</code>
          <span className={classNames(!call.ok && styles.bad)}>{call.status ?? "No answer"}</span>
          <span className={styles.ms}>{timeText(call.ms)}</span>
        </p>
        <p className={styles.meaning}>{call.meaning}</p>
      </div>
    </li>
  );
}

/** "12 ms", "1.4 s". */
function timeText(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
