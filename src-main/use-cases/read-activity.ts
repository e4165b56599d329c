/** Reads the audit trail of the connection on screen: the newest events, or the next older ones. */
import type { Activity } from "../../src-preload/contract/activity.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { noActivity } from "../state.ts";
import { withNewestPage, withOlderPage } from "./merge-activity.ts";
import { withSession } from "./with-session.ts";

/** The capability of a server that keeps an audit trail. */
const capability = "audit";

/** One reading after the other, so that each lays its page over what the one before has brought. Events on screen stay. */
export function readActivity(context: Context, { more }: { more: boolean }): Promise<Result<null>> {
  const { held } = context;
  const { epoch, readingActivity: before } = held;
  const begin = () => (held.epoch === epoch ? readNow(context, more) : done);
  // One that was begun for another connection may hang for long, and its answer is dropped anyway.
  const result = before?.epoch === epoch ? before.result.then(begin) : readNow(context, more);
  held.readingActivity = { epoch, result };
  return result;
}

async function readNow(context: Context, more: boolean): Promise<Result<null>> {
  const { held, state } = context;
  const { session, activity } = state.getState();
  if (session.status !== "signed-in") return failed("signed-out");
  if (!session.session.capabilities.includes(capability)) {
    if (activity.status !== "unsupported") state.setState({ activity: { ...noActivity, status: "unsupported" } });
    return done;
  }
  if (more && held.activityCursor === null) return done;
  // With events on screen the reading goes unseen.
  if (activity.events.length === 0) patch(context, { status: "loading" });
  let current = false;
  const result = await withSession(context, async ({ api, token, isCurrent }) => {
    const page = await api.readAudit(token, { cursor: more ? held.activityCursor : null });
    // Asked before the conclusions are drawn: a session that has just ended is still this trail's.
    current = isCurrent();
    return page;
  });
  if (!result.ok) {
    // After a switch it is another connection's trail that is on screen, and this says nothing of it.
    if (current) patch(context, { status: "failed", failure: result.failure });
    return result;
  }
  if (!current) return done;
  const page = result.value;
  const known = { events: state.getState().activity.events, cursor: held.activityCursor };
  const now = more ? withOlderPage(known, page) : withNewestPage(known, page);
  held.activityCursor = now.cursor;
  patch(context, { status: "ready", events: now.events, more: now.cursor !== null, failure: null });
  return done;
}

/** Changes some of it; nothing is sent to the window when it stays as it was. */
function patch({ state }: Context, change: Partial<Activity>): void {
  const { activity } = state.getState();
  const next = { ...activity, ...change };
  const same = (Object.keys(next) as (keyof Activity)[]).every((member) => next[member] === activity[member]);
  if (!same) state.setState({ activity: next });
}
