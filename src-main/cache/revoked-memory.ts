/** Revoked keys of servers that do not keep them: one file for each connection, metadata only, replaced as a whole or not at all. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ApiKey } from "../../src-preload/contract/keys.ts";
import { logLine } from "../log.ts";
import type { Clock, RevokedMemory } from "../ports.ts";
import { type MemoryFile, openMemoryFile } from "./memory-file.ts";

/** Keys remembered for a connection: years of revoking, and a file of a few megabytes. The oldest go first. */
export const mostRemembered = 10_000;

/** One key, and whose it was: each account has a list of its own. */
const Remembered = z.object({ accountId: z.string(), key: ApiKey });
type Remembered = z.infer<typeof Remembered>;

/** What is remembered of one connection. */
interface Memory {
  file: MemoryFile<Remembered>;
  /** Newest revocation first. */
  records: Remembered[];
  /** Whether the disk has not taken all of it yet. */
  unsaved: boolean;
}

/**
 * The memory in `folder`. Where the disk refuses, it holds for this run and is written with the next change. `tell` gets a text
 * for people when it could not be read or written, because there is no other record.
 */
export function createRevokedMemory(
  folder: string,
  clock: Clock,
  tell: (message: string) => void = () => {},
): RevokedMemory {
  const memories = new Map<string, Memory>();
  /** The last thing that was begun for each connection: the next one waits for it. */
  const running = new Map<string, Promise<unknown>>();

  function inTurn<T>(connectionId: string, run: () => Promise<T>): Promise<T> {
    const next = (running.get(connectionId) ?? Promise.resolve()).then(run);
    running.set(connectionId, next);
    return next;
  }

  async function open(connectionId: string): Promise<Memory> {
    const known = memories.get(connectionId);
    if (known) return known;
    const file = openMemoryFile(folder, `revoked-${connectionId}`, { row: Remembered, clock });
    const { rows, damage } = await file.read();
    const memory = { file, records: rows, unsaved: false };
    memories.set(connectionId, memory);
    // What could be read is back under its own name at once, rather than with whatever is revoked next.
    if (damage && rows.length > 0) await save(memory);
    if (damage) tell(damageText(damage.setAsideAs, rows.length > 0));
    return memory;
  }

  async function save(memory: Memory): Promise<void> {
    try {
      await memory.file.write(memory.records);
      memory.unsaved = false;
    } catch (error) {
      if (!memory.unsaved)
        tell(
          "What Keyrack remembers of revoked keys could not be written to this computer’s disk. It holds until Keyrack closes.",
        );
      memory.unsaved = true;
      logLine("what is remembered of revoked keys could not be written", error);
    }
  }

  function change(connectionId: string, to: (records: Remembered[]) => Remembered[]): Promise<void> {
    return inTurn(connectionId, async () => {
      const memory = await open(connectionId);
      const next = to(memory.records).sort(newestFirst).slice(0, mostRemembered);
      if (!memory.unsaved && isDeepStrictEqual(next, memory.records)) return;
      memory.records = next;
      await save(memory);
    });
  }

  return {
    read: (connectionId, accountId) =>
      inTurn(connectionId, async () => {
        const { records } = await open(connectionId);
        return records.filter((one) => one.accountId === accountId).map(({ key }) => ({ ...key, remembered: true }));
      }),
    remember: (connectionId, accountId, keys) =>
      change(connectionId, (records) => {
        const ids = new Set(keys.map(({ id }) => id));
        const others = records.filter((one) => one.accountId !== accountId || !ids.has(one.key.id));
        return [...keys.map((key) => ({ accountId, key: { ...key, remembered: true } })), ...others];
      }),
    drop: (connectionId, accountId, keyIds) =>
      change(connectionId, (records) =>
        records.filter((one) => one.accountId !== accountId || !keyIds.includes(one.key.id)),
      ),
    remove: (connectionId) =>
      inTurn(connectionId, async () => {
        memories.delete(connectionId);
        try {
          await openMemoryFile(folder, `revoked-${connectionId}`, { row: Remembered, clock }).remove();
        } catch (error) {
          logLine("what is remembered of revoked keys could not be removed", error);
        }
      }),
    async flush() {
      await Promise.all(running.values());
      // A disk that was full may have room by now; there is no later than this.
      await Promise.all([...memories.values()].filter(({ unsaved }) => unsaved).map(save));
    },
  };
}

function damageText(setAsideAs: string | null, someLeft: boolean): string {
  const what = `${someLeft ? "Part of what" : "What"} Keyrack remembered of revoked keys could not be read.`;
  return setAsideAs === null
    ? `${what} The file could not be set aside either, so what is revoked now is remembered only until Keyrack closes.`
    : `${what} It was set aside as ${setAsideAs}; what is revoked from now on is remembered again.`;
}

function newestFirst(a: Remembered, b: Remembered): number {
  return moment(b) - moment(a);
}

function moment({ key }: Remembered): number {
  return key.revokedAt === null ? 0 : Date.parse(key.revokedAt);
}
