/** How the activity stands for the person who looks at it: a list, or why there is none. */

import type { AuditEvent } from "../../src-preload/contract/activity.ts";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import { changeBlock } from "./availability.ts";
import { type AbilitySource, can, cannot } from "./capabilities.ts";

/** What a view of the activity shows. */
export type ActivityView =
  | { show: "events"; events: readonly AuditEvent[]; more: boolean; failure: Failure | null }
  | { show: "waiting" }
  /** A sentence in the place of the list. */
  | { show: "sentence"; text: string }
  | { show: "failure"; failure: Failure };

/**
 * How all of it stands, or one key's. Events that are known stay in view, whatever has happened to the session and the network
 * since; what stands in the way of newer ones is said by the strip or the panel above, so it is not said twice.
 */
export function activityView(
  app: Pick<AppState, "activity" | "session" | "network" | "keys"> & AbilitySource,
  keyId: string | null = null,
): ActivityView {
  const { status, events, more, failure } = keyId === null ? app.activity : activityOfKey(app.activity, keyId);
  const block = changeBlock(app);
  const failed = status === "failed" && block === null ? failure : null;
  if (events.length > 0) return { show: "events", events, more, failure: failed };
  if (status === "unsupported" || !can(app, "audit")) return { show: "sentence", text: cannot.audit };
  if (block === "Signing in…") return { show: "waiting" };
  if (block !== null) return { show: "sentence", text: awayText(app) };
  if (failed !== null) return { show: "failure", failure: failed };
  if (status !== "ready") return { show: "waiting" };
  return { show: "sentence", text: keyId === null ? "Nothing has happened yet." : "Nothing is recorded of this key." };
}

/** One key's; until it has been read, as much of it as is among the newest events. */
function activityOfKey(activity: AppState["activity"], keyId: string): Omit<AppState["activity"], "ofKey"> {
  if (activity.status === "unsupported") return activity;
  const own = activity.ofKey?.keyId === keyId ? activity.ofKey : null;
  if (own !== null && (own.events.length > 0 || own.status === "ready")) return own;
  return {
    status: own?.status ?? "idle",
    events: activity.events.filter((event) => isAbout(event, keyId)),
    more: false,
    failure: own?.failure ?? null,
  };
}

/** Whether it happened to this key; the rotation that a key came from did. */
function isAbout({ apiKey, details }: AuditEvent, keyId: string): boolean {
  return apiKey?.id === keyId || details?.successor?.id === keyId;
}

function awayText({ session }: Pick<AppState, "session">): string {
  return session.status === "signed-in" || session.status === "unreachable"
    ? "What happened is with the server; it is shown here as soon as that answers."
    : "Sign in to see what happened.";
}
