/** Reads the audit trail of the connection on screen, the whole of it or one key's: the newest events, or the next older ones. */
import type { Activity, KeyActivity } from "../../src-preload/contract/activity.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import { can, noActivity } from "../state.ts";
import { withNewestPage, withOlderPage } from "./merge-activity.ts";
import { withSession } from "./with-session.ts";

type Wanted = ParsedInput<"activity:read">;
/** What the whole trail and one key's have in common. */
type Trail = Omit<Activity, "ofKey">;

/** One reading after the other, so that each lays its page over what the one before has brought. Events on screen stay. */
export function readActivity(context: Context, wanted: Wanted): Promise<Result<null>> {
  const { held } = context;
  const { epoch, readingActivity: before } = held;
  const begin = () => (held.epoch === epoch ? readNow(context, wanted) : done);
  // One that was begun for another connection may hang for long, and its answer is dropped anyway.
  const result = before?.epoch === epoch ? before.result.then(begin) : readNow(context, wanted);
  held.readingActivity = { epoch, result };
  return result;
}

async function readNow(context: Context, { more, keyId }: Wanted): Promise<Result<null>> {
  const { held, state } = context;
  const { session, activity } = state.getState();
  if (session.status !== "signed-in") return failed("signed-out");
  if (!can(context, "audit")) {
    if (activity.status !== "unsupported") state.setState({ activity: { ...noActivity, status: "unsupported" } });
    return done;
  }
  const trail = keyId === null ? wholeTrail(context) : trailOf(context, keyId);
  if (more && held.activityCursors[trail.cursor] === null) return done;
  // With events on screen the reading goes unseen.
  if (trail.known().events.length === 0) trail.change({ status: "loading" });
  let current = false;
  const result = await withSession(context, async ({ api, token, isCurrent }) => {
    const page = await api.readAudit(token, { cursor: more ? held.activityCursors[trail.cursor] : null, keyId });
    // Asked before the conclusions are drawn: a session that has just ended is still this trail's.
    current = isCurrent();
    return page;
  });
  if (!result.ok) {
    // After a switch it is another connection's trail that is on screen, and this says nothing of it.
    if (current) trail.change({ status: "failed", failure: result.failure });
    return result;
  }
  if (!current) return done;
  const page = result.value;
  const known = { events: trail.known().events, cursor: held.activityCursors[trail.cursor] };
  const now = more ? withOlderPage(known, page) : withNewestPage(known, page);
  held.activityCursors[trail.cursor] = now.cursor;
  trail.change({ status: "ready", events: now.events, more: now.cursor !== null, failure: null });
  return done;
}

/** A trail in the state. */
interface Shown {
  /** Which of the cursors is its own. */
  cursor: "all" | "ofKey";
  known(): Trail;
  change(change: Partial<Trail>): void;
}

function wholeTrail({ state }: Context): Shown {
  const known = () => state.getState().activity;
  return {
    cursor: "all",
    known,
    change(change) {
      const activity = known();
      const next: Activity = { ...activity, ...change };
      if (!isSame(activity, next)) state.setState({ activity: next });
    },
  };
}

/** The part of one key, begun anew when it was another's. */
function trailOf({ held, state }: Context, keyId: string): Shown {
  const fresh: KeyActivity = { keyId, status: "idle", events: [], more: false, failure: null };
  const known = () => {
    const { ofKey } = state.getState().activity;
    return ofKey?.keyId === keyId ? ofKey : fresh;
  };
  if (known() === fresh) held.activityCursors.ofKey = null;
  return {
    cursor: "ofKey",
    known,
    change(change) {
      const before = known();
      const ofKey: KeyActivity = { ...before, ...change };
      if (!isSame(before, ofKey)) state.setState(({ activity }) => ({ activity: { ...activity, ofKey } }));
    },
  };
}

/** Whether every member is the same, so that nothing needs to be sent to the window. */
function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((member) => a[member] === b[member]);
}
