/** Whether keys can be changed right now and, if not, the reason to stand beside the button. */
import type { AppState } from "../../src-preload/contract/app.ts";
import { isOutOfReach } from "./banners.ts";
import { countText } from "./key-text.ts";

/** The parts of the state that decide. */
export type Circumstances = Pick<AppState, "session" | "network" | "keys">;

/** Why no key can be changed; null when keys can be. */
export function changeBlock({ session, network }: Circumstances): string | null {
  switch (session.status) {
    case "none":
    case "signed-out":
    case "locked":
      return "Sign in to change keys.";
    case "restoring":
      return "Signing in…";
    case "unreachable":
      return isOutOfReach(session.failure)
        ? "Offline: changes need the server."
        : "Changes can be made once the server lets you in.";
    case "signed-in":
      return network.status === "offline" ? "Offline: changes need the server." : null;
  }
}

/** Why no key can be generated; null when one can be. */
export function generateBlock(app: Circumstances): string | null {
  const block = changeBlock(app);
  if (block !== null) return block;
  const { limits, status, asOf } = app.keys;
  if (asOf === null) return status === "failed" ? "The list could not be read." : "Reading the list…";
  // Where the server knows no limit there is none to reach.
  if (limits === null || limits.active < limits.maxActive) return null;
  return `All ${limits.maxActive} keys are active. Revoke one first.`;
}

/** "3 of 5 active"; "3 active" where the server knows no limit. */
export function activeText({ active, limits }: Pick<AppState["keys"], "active" | "limits">): string {
  return limits === null ? `${countText(active.length)} active` : `${limits.active} of ${limits.maxActive} active`;
}
