/** The offline key list: one file for each connection, metadata only, replaced as a whole or not at all. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ApiKey, Instant, KeyLimits } from "../../src-preload/contract/keys.ts";
import { Session } from "../../src-preload/contract/session.ts";
import { atomicWrite, removeWritten } from "../atomic-write.ts";
import { logLine } from "../log.ts";
import type { CachedList, KeyListCache } from "../ports.ts";
import { capabilitiesOf, keyHeader } from "../servers/keyrack/capabilities.ts";

/** Larger than any honest file. Bytes. */
const maxBytes = 4 * 1024 * 1024;

/** Lists written before there were several kinds of servers have the management API's words, and no header. */
const CachedSession = z.preprocess((session) => {
  const words = z.looseObject({ capabilities: z.array(z.string()) }).safeParse(session).data;
  return words ? { keyHeader, ...words, capabilities: capabilitiesOf(words.capabilities) } : session;
}, Session);

const File = z.object({
  version: z.literal(1),
  session: CachedSession,
  active: z.array(ApiKey),
  /** Lists written before there were rotations have none. */
  retiring: z.array(ApiKey).default([]),
  revoked: z.array(ApiKey),
  moreRevoked: z.boolean(),
  limits: KeyLimits.nullable(),
  asOf: Instant,
});

/** The cache in `folder`. What cannot be read counts as absent: the server has the truth, and the next answer replaces it. */
export function createKeyListCache(folder: string): KeyListCache {
  const fileOf = (connectionId: string) => join(folder, `keys-${connectionId}.json`);
  /** The last write or removal of each connection: they happen one after the other, and of those waiting only the last. */
  const running = new Map<string, Promise<void>>();
  const wanted = new Map<string, CachedList | null>();

  function change(connectionId: string, list: CachedList | null): Promise<void> {
    wanted.set(connectionId, list);
    const before = running.get(connectionId) ?? Promise.resolve();
    const next = before.then(() => apply(connectionId));
    running.set(connectionId, next);
    return next;
  }

  async function apply(connectionId: string): Promise<void> {
    const list = wanted.get(connectionId);
    if (list === undefined) return;
    wanted.delete(connectionId);
    const file = fileOf(connectionId);
    try {
      // A folder that bears the name would be in the way for ever: rename replaces a file only.
      if (list === null || isFolder(file)) await removeWritten(file);
      if (list === null) return;
      await atomicWrite(file, JSON.stringify({ version: 1, ...list } satisfies z.infer<typeof File>));
    } catch (error) {
      // Offline there will be an older list or none; nothing else depends on it.
      logLine(`the key list could not be ${list === null ? "removed from" : "written to"} the cache`, error);
    }
  }

  return {
    read(connectionId) {
      try {
        const file = fileOf(connectionId);
        if (statSync(file).size > maxBytes) return null;
        const { version: _version, ...list } = File.parse(JSON.parse(readFileSync(file, "utf8")));
        return list;
      } catch {
        return null;
      }
    },
    write: change,
    remove: (connectionId) => change(connectionId, null),
    async flush() {
      await Promise.all(running.values());
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
