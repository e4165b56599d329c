/** How to use the key: one curl line with an environment variable in its place, for the warehouse chosen. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copySnippet } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { say } from "../../store/ui-store.ts";
import { curlParts, curlText, keyVariable } from "../../store/usage-snippet.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { useMoment } from "../../ui/use-moment.ts";
import styles from "./KeyUsage.module.css";

const none: readonly never[] = [];

/** The section "How to use it". */
export function KeyUsage() {
  const origin = useApp((app) => activeConnection(app)?.origin ?? "https://{server}");
  const warehouses = useApp((app) => (app.session.status === "signed-in" ? app.session.session.warehouses : none));
  const [chosen, setChosen] = useState<string | null>(null);
  const [copied, begin] = useMoment();
  const task = useTask();
  const warehouseId = warehouses.find(({ id }) => id === chosen)?.id ?? warehouses[0]?.id ?? null;

  async function copy() {
    if (await task.run(() => copySnippet(curlText(origin, warehouseId)))) {
      begin();
      say("Command copied", "heard");
    } else {
      say("The command was not copied. Try again.");
    }
  }

  return (
    <section className={styles.usage} aria-labelledby="key-usage">
      <div className={styles.head}>
        <h3 id="key-usage" className={styles.title}>
          How to use it
        </h3>
        {warehouseId !== null && (
          <Select
            label="Warehouse"
            value={warehouseId}
            choices={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
        )}
      </div>
      <div className={styles.snippet}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must be able to do. */}
        <pre className={styles.code} tabIndex={0}>
          {curlParts(origin, warehouseId).map((part) =>
            part.variable ? (
              <span key={part.text} className={styles.variable}>
                {part.text}
              </span>
            ) : (
              part.text
            ),
          )}
        </pre>
        <Button
          kind="quiet"
          size="small"
          className={styles.copy}
          aria-label="Copy command"
          title="Copy command"
          icon={
            copied ? (
              <Check size={15} strokeWidth={2} aria-hidden="true" />
            ) : (
              <Copy size={15} strokeWidth={1.75} aria-hidden="true" />
            )
          }
          onClick={() => void copy()}
        />
      </div>
      <p className={styles.advice}>
        Keep the key in an environment variable such as <code>{keyVariable}</code>, never in code.
      </p>
    </section>
  );
}
