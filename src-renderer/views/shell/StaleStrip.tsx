/** The strip of a list that is not up to date: as of when, why, when Keyrack tries again, and Retry. */
import { TriangleAlert, WifiOff } from "lucide-react";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import { refreshKeys, restoreSession } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import type { BannerItem, NextTry } from "../../store/banners.ts";
import { retryLabel } from "../../store/connection-status.ts";
import { waitText } from "../../store/failure-place.ts";
import { keptCount } from "../../store/kept.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Banner } from "../../ui/Banner.tsx";
import { BannerButton } from "../../ui/BannerButton.tsx";
import { BannerCount } from "../../ui/BannerCount.tsx";
import { ageText, asOfText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import { useTimeLeft } from "../../ui/use-time-left.ts";

const icon = { size: 16, strokeWidth: 1.75 } as const;

/** The strip. */
export function StaleStrip({ item }: { item: Extract<BannerItem, { kind: "stale" }> }) {
  const { asOf, failure, offline, retry, next } = item;
  const now = useNow();
  const hasKept = useApp((app) => keptCount(app, app.activeConnectionId) > 0);
  const task = useTask();
  const age = ageText(asOf, now);

  async function tryAgain() {
    // The strip itself says what is wrong; pressing Retry deserves an answer all the same.
    if (await task.run(retry === "session" ? restoreSession : refreshKeys)) say("Up to date", "done");
    else say("Still no answer");
  }

  return (
    <Banner
      icon={offline ? <WifiOff {...icon} /> : <TriangleAlert {...icon} />}
      actions={
        <>
          <Count next={task.pending ? "now" : next} />
          <BannerButton busy={task.pending || next === "now"} onClick={() => void tryAgain()}>
            {retryLabel(failure)}
          </BannerButton>
        </>
      }
    >
      <strong>
        {offline ? "Offline" : "Not up to date"}, as of {asOfText(asOf, now)}
      </strong>
      {age === "just now" ? "." : `, ${age}.`} {reasonText(failure, next)}
      {offline && hasKept && " Kept keys can still be copied."}
    </Banner>
  );
}

/** Main's sentence, except where it names a wait as it was at first: the figure beside it counts that down. */
function reasonText(failure: Failure | null, next: NextTry): string {
  if (failure === null) return "Keys can be looked at, not changed.";
  const counted = failure.code === "rate-limited" && typeof next === "object";
  return counted ? "Too many requests in a short time; nothing was lost." : failure.message;
}

function Count({ next }: { next: NextTry }) {
  const left = Math.ceil(useTimeLeft(typeof next === "object" ? next.at : null) / 1000);
  if (next === "never") return null;
  const text = next === "now" || left <= 0 ? "Trying…" : `Next try in ${waitText(left)}`;
  return <BannerCount text={text} widest={`Next try in ${left > 60 ? "00 min 00 s" : "00 s"}`} />;
}
