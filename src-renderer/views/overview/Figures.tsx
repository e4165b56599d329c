/** The two figures at the top of Overview: how many keys are active, and how long ago one was last rotated. */
import type { ReactNode } from "react";
import { useApp } from "../../store/app-store.ts";
import { countText } from "../../store/key-text.ts";
import { lastRotation } from "../../store/last-rotation.ts";
import { rotationsUnderWay } from "../../store/rotations.ts";
import { showTab } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { absoluteText, usedText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "./Figures.module.css";

/** The cards. */
export function Figures() {
  const { active, limits } = useApp((app) => app.keys);
  const rotated = useApp(lastRotation);
  const underWay = useApp((app) => rotationsUnderWay(app).length);
  return (
    <div className={styles.cards}>
      <Card label="Active keys" action="All keys">
        {/* One text, so that it is read as one: "3 of 5 active". */}
        <p className={styles.figure}>
          <strong>{limits?.active ?? countText(active.length)}</strong>
          {limits === null ? " active" : ` of ${limits.maxActive} active`}
        </p>
        {limits !== null && <Meter filled={limits.active} total={limits.maxActive} wide />}
      </Card>
      <Card label="Last rotation" action={underWay === 0 ? null : `${underWay} under way`}>
        {rotated === null ? <p className={styles.figure}>Never</p> : <Age at={rotated} />}
      </Card>
    </div>
  );
}

/** `action`: what the button is called that leads to the list. */
function Card({ label, action, children }: { label: string; action: string | null; children: ReactNode }) {
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.label} title={label}>
          {label}
        </h2>
        {action !== null && (
          <Button kind="quiet" size="small" onClick={() => showTab("api-keys")}>
            {action}
          </Button>
        )}
      </div>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

/** "38 days ago", the figure in front; a date is a figure as a whole. */
function Age({ at }: { at: string }) {
  const text = usedText(at, useNow());
  const [, figure = text, rest = ""] = /^(\d+)( .* ago)$/.exec(text) ?? [];
  return (
    <p className={styles.figure}>
      <time dateTime={at} title={absoluteText(at)}>
        <strong>{figure}</strong>
        {rest}
      </time>
    </p>
  );
}
