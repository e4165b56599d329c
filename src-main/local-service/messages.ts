/** What main and the service's process say to each other over the private message port. */
import { z } from "zod";
import { startFailureReasons } from "./store/start-failure.ts";
import { NewSession } from "./wire/session.ts";

/** Main to service. */
export const ToService = z.discriminatedUnion("type", [
  /** Start on this data directory, on the port used last time if it is free. Comes once, first. */
  z.object({
    type: z.literal("start"),
    dataDir: z.string().min(1),
    preferredPort: z.int().min(1).max(65535).nullable(),
  }),
  /** Open a session of the Local workspace; answered with `session` or `session-failed`. */
  z.object({ type: z.literal("open-session"), requestId: z.string() }),
  /** Finish, close everything and end the process; answered with `stopped`. */
  z.object({ type: z.literal("stop") }),
]);
/** Main to service. */
export type ToService = z.infer<typeof ToService>;

/** Service to main. */
export const FromService = z.discriminatedUnion("type", [
  /** It listens. `setAside`: the database was damaged and now bears that name; a new one was begun. */
  z.object({ type: z.literal("ready"), origin: z.url(), setAside: z.string().nullable() }),
  /** It could not start; the process ends. `detail` is a sentence for people and the log, without secrets. */
  z.object({
    type: z.literal("failed"),
    reason: z.enum(startFailureReasons),
    detail: z.string(),
  }),
  /** The session that was asked for. The one message that holds a secret: `token`. */
  z.object({ type: z.literal("session"), requestId: z.string(), ...NewSession.shape }),
  /** No session: the service has not started or its database failed. */
  z.object({ type: z.literal("session-failed"), requestId: z.string(), detail: z.string() }),
  /** Everything is closed. */
  z.object({ type: z.literal("stopped") }),
]);
/** Service to main. */
export type FromService = z.infer<typeof FromService>;
