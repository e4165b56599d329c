/** The servers Keyrack knows: the Local workspace on this computer, and any reached by address. */
import { z } from "zod";
import { Failure } from "./failure.ts";
import { Instant } from "./keys.ts";

/** One server and what is remembered of it. */
export const Connection = z.object({
  id: z.uuid(),
  kind: z.enum(["local", "remote"]),
  /** What the sidebar calls it. */
  name: z.string().min(1).max(64),
  /** Scheme, host and port, without a path. Null for a Local workspace that has not started yet. */
  origin: z.url().nullable(),
  /** The e-mail of the last sign-in, so that it need not be typed again; null for the Local workspace. */
  email: z.string().nullable(),
  /** Whether a session was stored in the keychain: lets an empty answer be told from a dismissed prompt. */
  sessionStored: z.boolean(),
});
/** One server and what is remembered of it. */
export type Connection = z.infer<typeof Connection>;

/** Whether the active connection's server answers. */
export const NetworkState = z.object({
  status: z.enum(["unknown", "online", "offline"]),
  /** Since when; null while unknown. */
  since: Instant.nullable(),
  /** Why it is offline. */
  failure: Failure.nullable(),
});
/** Whether the active connection's server answers. */
export type NetworkState = z.infer<typeof NetworkState>;

/** What a person fills in to reach a server. */
export const ConnectInput = z.object({
  /** As typed; main decides whether it is an address. */
  address: z.string().max(2048),
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1024),
});
/** What a person fills in to reach a server. */
export type ConnectInput = z.infer<typeof ConnectInput>;
