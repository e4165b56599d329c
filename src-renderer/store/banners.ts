/** Which strips stand above the page, in order: a pure reading of the state, so that no circumstance is said twice. */
import type { AppState, Notice } from "../../src-preload/contract/app.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";

/** One strip. */
export type BannerItem =
  /** The server does not answer; `asOf` is when the rows were true. Retry asks for the session or the list, whichever is missing. */
  | { kind: "offline"; asOf: string; failure: Failure | null; retry: "session" | "keys" }
  /** The last refresh failed for another reason; the rows stay. */
  | { kind: "list-failed"; failure: Failure }
  /** No keychain took the session. */
  | { kind: "memory"; help: string | null }
  | { kind: "notice"; notice: Notice };

/** The strips to show. Without a list on screen the page itself says what is wrong, so those strips stay away. */
export function bannersFor(app: Pick<AppState, "session" | "network" | "keychain" | "keys" | "notices">): BannerItem[] {
  const { session, network, keys } = app;
  const banners: BannerItem[] = [];
  if (keys.asOf !== null) {
    if (session.status === "unreachable") {
      banners.push({ kind: "offline", asOf: keys.asOf, failure: session.failure, retry: "session" });
    } else if (session.status === "signed-in" && network.status === "offline") {
      banners.push({ kind: "offline", asOf: keys.asOf, failure: network.failure, retry: "keys" });
    } else if (session.status === "signed-in" && keys.status === "failed" && keys.failure !== null) {
      banners.push({ kind: "list-failed", failure: keys.failure });
    }
  }
  if (session.status === "signed-in" && session.keptIn === "memory" && app.keychain.status !== "ok") {
    banners.push({ kind: "memory", help: app.keychain.help });
  }
  return [...banners, ...app.notices.map((notice) => ({ kind: "notice" as const, notice }))];
}
