/** How the activity stands for the person who looks at it: a list, or why there is none. */

import type { AuditEvent } from "../../src-preload/contract/activity.ts";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import { changeBlock } from "./availability.ts";

/** What a view of the activity shows. */
export type ActivityView =
  | { show: "events"; events: readonly AuditEvent[]; more: boolean; failure: Failure | null }
  | { show: "waiting" }
  /** A sentence in the place of the list. */
  | { show: "sentence"; text: string }
  | { show: "failure"; failure: Failure };

/** How it stands. Events that are known stay in view, whatever has happened to the session and the network since. */
export function activityView(app: Pick<AppState, "activity" | "session" | "network" | "keys">): ActivityView {
  const { status, events, more, failure } = app.activity;
  if (events.length > 0) return { show: "events", events, more, failure: status === "failed" ? failure : null };
  if (status === "unsupported") return { show: "sentence", text: "This server keeps no record of what happened." };
  const block = changeBlock(app);
  if (block === "Signing in…") return { show: "waiting" };
  if (block !== null) return { show: "sentence", text: awayText(app) };
  if (status === "failed" && failure !== null) return { show: "failure", failure };
  if (status === "ready") return { show: "sentence", text: "Nothing has happened yet." };
  return { show: "waiting" };
}

function awayText({ session }: Pick<AppState, "session">): string {
  return session.status === "signed-in" || session.status === "unreachable"
    ? "What happened is with the server; it is shown here as soon as that answers."
    : "Sign in to see what happened.";
}
