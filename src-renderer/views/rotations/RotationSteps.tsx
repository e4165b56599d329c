/** A rotation's four steps, from the successor to the end of the old key: which are done, which one is waited for. */
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { durationText, type Progress, type RotationUnderWay } from "../../store/rotations.ts";
import { classNames } from "../../ui/class-names.ts";
import { Time } from "../../ui/Time.tsx";
import { absoluteText, untilText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "./RotationSteps.module.css";

interface Step {
  title: string;
  done: boolean;
  detail: ReactNode;
}

/** The steps, side by side. */
export function RotationSteps({ rotation, progress }: { rotation: RotationUnderWay; progress: Progress }) {
  const steps = stepsOf(rotation, progress);
  const current = steps.findIndex(({ done }) => !done);
  return (
    <ol className={styles.steps}>
      {steps.map(({ title, done, detail }, index) => (
        <li
          key={title}
          className={classNames(styles.step, done && styles.done, index === current && styles.current)}
          aria-current={index === current ? "step" : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {done ? <Check size={11} strokeWidth={3} /> : index + 1}
          </span>
          <span className={styles.words}>
            <span className={styles.title}>
              {title}
              {done && <span className={styles.heard}> (done)</span>}
            </span>
            <span className={styles.detail}>{detail}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(
  { old, successor, by }: RotationUnderWay,
  { taken, lost, kept, watched, used, ripe }: Progress,
): Step[] {
  const unknown = "Not said by this server";
  return [
    { title: "Successor generated", done: true, detail: <Time at={successor.createdAt} as="age" /> },
    {
      title: "Copied or kept",
      done: taken,
      detail: kept
        ? "Kept on this computer"
        : lost
          ? "Its value was not received"
          : taken
            ? "Not kept on this computer"
            : "Waits in its dialog",
    },
    {
      title: "First used",
      done: used,
      detail: successor.lastUsedAt === null ? watched ? "Not yet" : unknown : <LastUse at={successor.lastUsedAt} />,
    },
    by === "server"
      ? { title: "Old key ends", done: false, detail: <End rotation={old.rotation} /> }
      : {
          title: "Old key unused",
          done: ripe,
          detail: old.lastUsedAt === null ? watched ? "Never used" : unknown : <LastUse at={old.lastUsedAt} />,
        },
  ];
}

function LastUse({ at }: { at: string }) {
  return (
    <>
      Last <Time at={at} as="use" />
    </>
  );
}

/** When the old key ends: as soon as that is known, else how long after the first use. */
function End({ rotation }: { rotation: RotationUnderWay["old"]["rotation"] }) {
  const now = useNow();
  const { graceEndsAt = null, graceSeconds = null } = rotation ?? {};
  if (graceEndsAt !== null) {
    return (
      <time dateTime={graceEndsAt} title={absoluteText(graceEndsAt)}>
        {capitalised(untilText(graceEndsAt, now))}
      </time>
    );
  }
  if (graceSeconds === null) return "After the first use";
  return graceSeconds === 0 ? "At that moment" : `${durationText(graceSeconds)} after that`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
