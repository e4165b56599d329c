/** The keychain entry that holds a session: its name and its format. */
import { createHash } from "node:crypto";
import { z } from "zod";

const Entry = z.object({
  version: z.literal(1),
  token: z.string().min(1).max(700),
  /** Digest of the origin that opened the session; absent where it may change, and in entries of before. */
  opener: z.string().max(64).optional(),
});

/** The keychain account under which a connection's session lies. */
export function sessionAccount(connectionId: string): string {
  return `session:${connectionId}`;
}

/**
 * The entry's text; stays well under the keychain's 1,000 bytes. `origin` is the one that opened the session: written in, so
 * that the token goes nowhere else, whatever settings.json says by the time it is read. Null for the Local workspace, whose port may change.
 */
export function encodeSessionEntry(token: string, origin: string | null): string {
  const opener = origin === null ? {} : { opener: digest(origin) };
  return JSON.stringify({ version: 1, token, ...opener } satisfies z.infer<typeof Entry>);
}

/** The token in an entry, or null when the entry is not one of ours or was opened at another origin. */
export function decodeSessionEntry(text: string, origin: string | null): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { token, opener } = Entry.safeParse(value).data ?? {};
  if (token === undefined) return null;
  return opener === undefined || (origin !== null && opener === digest(origin)) ? token : null;
}

/** An origin can be 270 characters long; its digest has 43. */
function digest(origin: string): string {
  return createHash("sha256").update(origin).digest("base64url");
}
