/** The keychain entry that holds a session: its name and its format. */
import { z } from "zod";

const Entry = z.object({ version: z.literal(1), token: z.string().min(1).max(700) });

/** The keychain account under which a connection's session lies. */
export function sessionAccount(connectionId: string): string {
  return `session:${connectionId}`;
}

/** The entry's text. Stays well under the keychain's 1,000 bytes. */
export function encodeSessionEntry(token: string): string {
  return JSON.stringify({ version: 1, token } satisfies z.infer<typeof Entry>);
}

/** The token in an entry, or null when the entry is not one of ours. */
export function decodeSessionEntry(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = Entry.safeParse(value);
  return parsed.success ? parsed.data.token : null;
}
