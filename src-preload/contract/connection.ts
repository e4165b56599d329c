/** The servers Keyrack knows: the Local workspace on this computer, and any reached by address. */
import { z } from "zod";
import { Failure } from "./failure.ts";
import { Instant } from "./keys.ts";
import { Abilities, ServerKind, ServerPlace } from "./server.ts";

/** What a connection is recognised by at a glance. The names are what a screen reader says. */
export const ConnectionColour = z.enum(["graphite", "blue", "teal", "green", "amber", "orange", "rose", "violet"]);
/** What a connection is recognised by at a glance. */
export type ConnectionColour = z.infer<typeof ConnectionColour>;

/** What the sidebar calls a connection: trimmed, never empty, no control characters. */
const ConnectionName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);

/** One server and what is remembered of it. */
export const Connection = z.object({
  id: z.uuid(),
  kind: z.enum(["local", "remote"]),
  /** What the sidebar calls it. */
  name: z.string().min(1).max(64),
  /** Settings written before there were colours, or by a newer Keyrack with others, get the first. */
  colour: ConnectionColour.catch("graphite"),
  /** Scheme, host and port, without a path. Null for a Local workspace that has not started yet. */
  origin: z.url().nullable(),
  /** What stands there. Settings written before there were other kinds have none. */
  server: ServerPlace.default({ kind: "keyrack", basePath: "/api/v1" }),
  /**
   * What it could do at the last session, so that its list offline says the same as online. Missing before the first; what
   * another Keyrack wrote of capabilities that are not these is found out anew.
   */
  abilities: Abilities.optional().catch(undefined),
  /** The e-mail of the last sign-in, so that it need not be typed again; null for the Local workspace. */
  email: z.string().nullable(),
  /** Whether a session was stored in the keychain: lets an empty answer be told from a dismissed prompt. */
  sessionStored: z.boolean(),
  /** The person signed out, but the keychain did not let the entry go: it is to be removed, and never used again. */
  signedOut: z.boolean().optional(),
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
  /** When Keyrack tries again by itself; null while it is trying, or where nothing is to be tried. */
  nextTryAt: Instant.nullable(),
  /** Whether changes made elsewhere arrive at once (server-sent events); the list is read once a minute in any case. */
  live: z.boolean(),
});
/** Whether the active connection's server answers. */
export type NetworkState = z.infer<typeof NetworkState>;

/** What a person signs in with. */
export const Credentials = z.union([
  z.object({
    email: z.string().trim().min(1).max(254),
    password: z.string().min(1).max(1024),
    /** From an authenticator app, once the server has asked for it (`code-required`). */
    code: z.string().trim().min(1).max(32).optional(),
  }),
  /** A session's token that the person has from elsewhere. */
  z.object({ token: z.string().trim().min(1).max(2048) }),
]);
/** What a person signs in with. */
export type Credentials = z.infer<typeof Credentials>;

/** As typed; main decides whether it is an address. */
export const TypedAddress = z.string().max(2048);

/** Where a server is. */
const Whereabouts = z.object({
  address: TypedAddress,
  /** What stands there, in the person's words; without it Keyrack finds out. */
  kind: ServerKind.optional(),
});

/** What a person fills in to reach a server. */
export const ConnectInput = Whereabouts.and(Credentials);
/** What a person fills in to reach a server. */
export type ConnectInput = z.infer<typeof ConnectInput>;

/** A server to add. Without a name it is called by its host. */
export const AddInput = Whereabouts.extend({ name: ConnectionName.optional() }).and(Credentials);
/** A server to add. */
export type AddInput = z.infer<typeof AddInput>;

/** A change of a connection. What is not saved is lost to nobody: either all of it is taken over, or nothing. */
export const EditInput = z.object({
  connectionId: z.uuid(),
  name: ConnectionName,
  colour: ConnectionColour,
  /** Another address for the same server. A session belongs to the address that opened it, so signing in there comes first. */
  moveTo: ConnectInput.nullable(),
});
/** A change of a connection. */
export type EditInput = z.infer<typeof EditInput>;
