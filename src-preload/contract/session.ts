/** The admin's session with a server, as far as anyone outside main may know it: the bearer token is not in here. */
import { z } from "zod";
import { Failure } from "./failure.ts";
import { Instant } from "./keys.ts";
import { Capabilities, KeyHeader } from "./server.ts";

/** A place whose stock a consumer call is about; sent as `X-Warehouse-Id`. */
const Warehouse = z.object({ id: z.string(), name: z.string() });
/** A place whose stock a consumer call is about. */
export type Warehouse = z.infer<typeof Warehouse>;

/** Who is signed in, where, and what the server can do. */
export const Session = z.object({
  account: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** Null where the server knows no organizations. */
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  warehouses: z.array(Warehouse),
  capabilities: Capabilities,
  keyHeader: KeyHeader,
  expiresAt: Instant,
});
/** Who is signed in, where, and what the server can do. */
export type Session = z.infer<typeof Session>;

/** Where the active connection stands with its session. */
export const SessionState = z.discriminatedUnion("status", [
  /** No connection has been chosen yet: first run. */
  z.object({ status: z.literal("none") }),
  /** The keychain or the server is being asked. */
  z.object({ status: z.literal("restoring") }),
  z.object({
    status: z.literal("signed-in"),
    session: Session,
    /** `memory`: no keychain could take the token, so it ends with this run. */
    keptIn: z.enum(["keychain", "memory"]),
  }),
  z.object({
    status: z.literal("signed-out"),
    /** `ended`: expired or revoked elsewhere; the list on screen stays. */
    reason: z.enum(["not-yet", "by-choice", "ended"]),
  }),
  /** A session is known to be in the keychain, but it could not be read. Signing in again is possible too. */
  z.object({ status: z.literal("locked"), failure: Failure }),
  /** The token is at hand, the server is not. */
  z.object({ status: z.literal("unreachable"), failure: Failure }),
]);
/** Where the active connection stands with its session. */
export type SessionState = z.infer<typeof SessionState>;

/** What is known of the OS keychain. */
export const KeychainState = z.object({
  status: z.enum(["unknown", "ok", "locked", "denied", "unavailable"]),
  /** One sentence that says how to mend it; null while all is well. */
  help: z.string().nullable(),
});
/** What is known of the OS keychain. */
export type KeychainState = z.infer<typeof KeychainState>;
