/** Which strips stand above the page, in order: a pure reading of the state, so that no circumstance is said twice. */
import type { AppState, Notice } from "../../src-preload/contract/app.ts";
import type { Failure, FailureCode } from "../../src-preload/contract/failure.ts";
import type { LostKey } from "../../src-preload/contract/keys.ts";

/** One strip. */
export type BannerItem =
  /** The rows are not up to date, and asking for newer ones failed. */
  | {
      kind: "stale";
      /** Whether no server answers at all; otherwise one did, and could not help. */
      offline: boolean;
      /** When the rows were true. */
      asOf: string;
      failure: Failure | null;
      /** What is missing, which Retry asks for: the session or the list. */
      retry: "session" | "keys";
      next: NextTry;
    }
  /** The rows are older than a moment, and newer ones are being asked for. */
  | { kind: "asking"; asOf: string }
  /** A create whose answer never came. */
  | { kind: "lost-key"; lostKey: LostKey }
  /** No keychain took the session. */
  | { kind: "memory"; help: string | null }
  | { kind: "notice"; notice: Notice };

/** When main tries again by itself: at a moment, right now, or not before the person has done something. */
export type NextTry = { at: string } | "now" | "never";

/** The server, or the way to it, is not there. What else can go wrong is an answer. */
const outOfReach: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "unknown-host",
  "connection-refused",
  "connection-lost",
  "timeout",
  "certificate",
  "proxy-unreachable",
  "proxy-credentials",
  "local-service",
  "local-service-restarting",
  "local-service-stopped",
]);

/** Failures that main leaves to the person instead of trying again (src-main/use-cases/reconnect.ts). */
const forThePerson: ReadonlySet<FailureCode> = new Set<FailureCode>(["proxy-credentials", "local-service-stopped"]);

/** Rows younger than this need no remark while newer ones are asked for, milliseconds: the window asks once a minute. */
const youngMs = 120_000;

/** Whether a failure means that no server could be asked. */
export function isOutOfReach(failure: Failure | null): boolean {
  return failure === null || outOfReach.has(failure.code);
}

/** The strips to show at `now`. Without a list on screen the page itself says what is wrong, so those strips stay away. */
export function bannersFor(
  app: Pick<AppState, "session" | "network" | "keychain" | "keys" | "notices" | "lostKey">,
  now: number,
): BannerItem[] {
  const { session, keys, lostKey } = app;
  const banners: BannerItem[] = [];
  const stale = staleBanner(app);
  if (stale) banners.push(stale);
  else if (keys.asOf !== null && isAsking(app) && now - Date.parse(keys.asOf) > youngMs) {
    banners.push({ kind: "asking", asOf: keys.asOf });
  }
  if (lostKey !== null && keys.asOf !== null) banners.push({ kind: "lost-key", lostKey });
  if (session.status === "signed-in" && session.keptIn === "memory" && app.keychain.status !== "ok") {
    banners.push({ kind: "memory", help: app.keychain.help });
  }
  return [...banners, ...app.notices.map((notice) => ({ kind: "notice" as const, notice }))];
}

function staleBanner({ session, network, keys }: Pick<AppState, "session" | "network" | "keys">): BannerItem | null {
  const { asOf } = keys;
  if (asOf === null) return null;
  const strip = (failure: Failure | null, retry: "session" | "keys", next: NextTry): BannerItem => ({
    kind: "stale",
    offline: isOutOfReach(failure),
    asOf,
    failure,
    retry,
    next: failure && forThePerson.has(failure.code) ? "never" : next,
  });
  const planned = network.nextTryAt === null ? null : { at: network.nextTryAt };
  if (session.status === "unreachable") return strip(session.failure, "session", planned ?? "now");
  if (session.status !== "signed-in") return null;
  if (network.status === "offline") return strip(network.failure, "keys", planned ?? "now");
  // While it is read again the last failure still stands: a strip that comes and goes would make the page jump.
  // (A session that has ended has a panel of its own, and is over once somebody has signed in again.)
  if (keys.failure === null || keys.failure.code === "session-expired" || keys.failure.code === "signed-out")
    return null;
  return strip(keys.failure, "keys", planned ?? (keys.status === "failed" ? "never" : "now"));
}

function isAsking({ session, keys }: Pick<AppState, "session" | "keys">): boolean {
  return session.status === "restoring" || (session.status === "signed-in" && keys.status === "refreshing");
}
