/** What Keyrack knows of servers: their kinds, what one of them can do, and how its keys are presented. */
import { z } from "zod";

/**
 * Which adapter speaks with a server: `keyrack`, `better-auth`. No enumeration, because the registry in main is the one place
 * that lists them; a word that is not in it belongs to a newer Keyrack.
 */
export const ServerKind = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
/** Which adapter speaks with a server. */
export type ServerKind = z.infer<typeof ServerKind>;

/** The kind of a server, and where its API begins: `/api/v1`. An empty path is the origin itself. */
export const ServerPlace = z.object({
  kind: ServerKind,
  basePath: z
    .string()
    .max(256)
    .regex(/^(?:\/[\w.~-]+)*$/),
});
/** The kind of a server, and where its API begins. */
export type ServerPlace = z.infer<typeof ServerPlace>;

/** How a person can sign in: e-mail and password, with a code where the account asks for one, or a session token of theirs. */
const SignInWay = z.enum(["password", "token"]);
/** How a person can sign in. */
export type SignInWay = z.infer<typeof SignInWay>;

/** A kind of server Keyrack can manage, for the places where a person chooses or reads one. */
export const ServerOffer = z.object({
  kind: ServerKind,
  /** What people call it: `Keyrack API`, `Better Auth`. */
  label: z.string(),
  /** Never empty; the first is the usual one. */
  signIn: z.array(SignInWay),
  /** Whether its API may begin elsewhere than usual, so that people want to know where it does. */
  movable: z.boolean(),
});
/** A kind of server Keyrack can manage. */
export type ServerOffer = z.infer<typeof ServerOffer>;

/** What stands at an address. */
export const FoundServer = z.object({
  /** Host and port as a person would recognise them. */
  host: z.string(),
  /** Null: something answers, and nobody can tell what it is; the person says. */
  place: ServerPlace.nullable(),
});
/** What stands at an address. */
export type FoundServer = z.infer<typeof FoundServer>;

/** What one server can do. What it cannot is absent in the window, or explained in one line; its kind is never asked. */
export const Capabilities = z.object({
  /** It limits how many keys may be active, and says how many. */
  limit: z.boolean(),
  /** A create may be sent again with its Idempotency-Key without making a second key. */
  repeatableCreate: z.boolean(),
  rename: z.boolean(),
  /** A key can be given an end when it is generated. */
  expiry: z.boolean(),
  /** Revoked keys stay listed by the server. Without it they are remembered on this computer. */
  history: z.boolean(),
  /** The server takes a reason for a revocation. Where they are remembered here, so is the reason. */
  reason: z.boolean(),
  /** It says when a key was last used. */
  lastUsed: z.boolean(),
  rotate: z.boolean(),
  /** It keeps an audit trail. */
  audit: z.boolean(),
  /** It tells what happens as server-sent events. */
  events: z.boolean(),
  /** A key can be asked which key it is, so that a pasted value can be checked and a key tested. */
  verify: z.boolean(),
  /** Consumer calls are about a warehouse, named by `X-Warehouse-Id`. */
  warehouses: z.boolean(),
});
/** What one server can do. */
export type Capabilities = z.infer<typeof Capabilities>;

/** The header field that carries a key in a consumer's call. */
export const KeyHeader = z.object({
  /** `Authorization`, `x-api-key`. */
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/),
  /** The word before the key, such as `ApiKey`; null where the key stands alone. */
  scheme: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/)
    .nullable(),
});
/** The header field that carries a key in a consumer's call. */
export type KeyHeader = z.infer<typeof KeyHeader>;

/** What a server said of itself when it last gave a session. */
export const Abilities = z.object({ capabilities: Capabilities, keyHeader: KeyHeader });
/** What a server said of itself when it last gave a session. */
export type Abilities = z.infer<typeof Abilities>;
