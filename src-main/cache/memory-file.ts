/** A file that is the only record there is of its rows: what cannot be read is set aside under a dated name, never overwritten. */
import { constants } from "node:fs";
import { access, copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { atomicWrite, removeWritten } from "../atomic-write.ts";
import { logLine } from "../log.ts";
import type { Clock } from "../ports.ts";

/** Larger than any honest file. Bytes. */
const maxBytes = 64 * 1024 * 1024;

const File = z.object({ version: z.literal(1), rows: z.array(z.unknown()) });

/** What was read. */
interface ReadRows<Row> {
  rows: Row[];
  /** Null where the file was sound. Else there is or was more in it: under this name now, or still in its place (null). */
  damage: { setAsideAs: string | null } | null;
}

/** The file. */
export interface MemoryFile<Row> {
  /** All rows that can be read. Never throws. */
  read(): Promise<ReadRows<Row>>;
  /** Throws what the file system throws; also while what cannot be read is in the way and cannot be set aside. */
  write(rows: readonly Row[]): Promise<void>;
  /** With what was set aside. Throws what the file system throws. */
  remove(): Promise<void>;
}

/** How a file's rows are read, and what dates the name of a file that is set aside. */
interface Reading<Row> {
  row: z.ZodType<Row>;
  clock: Clock;
}

/** `<name>.json` in `folder`. */
export function openMemoryFile<Row>(folder: string, name: string, { row, clock }: Reading<Row>): MemoryFile<Row> {
  const path = join(folder, `${name}.json`);
  const asideOf = `${name}.unreadable-`;
  /** Whether what bears the name must not be overwritten. */
  let obstacle = false;

  /** Gives the file, or whatever bears its name, a dated name and answers it; null when that is not possible. */
  async function setAside(move: (from: string, to: string) => Promise<void>): Promise<string | null> {
    // Windows allows no colons in names.
    const stamp = clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replaceAll(":", "-");
    for (let count = 1; count <= 100; count++) {
      const aside = `${asideOf}${stamp}${count === 1 ? "" : `-${count}`}.json`;
      // rename would replace what bears that name already.
      if (await exists(join(folder, aside))) continue;
      try {
        await move(path, join(folder, aside));
        logLine(`${name}.json could not be read as it was and was set aside as ${aside}`);
        return aside;
      } catch (error) {
        // Somebody else has moved it out of the way.
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return aside;
        logLine(`${name}.json could not be read as it was, nor set aside`, error);
        return null;
      }
    }
    return null;
  }

  async function clear(move: (from: string, to: string) => Promise<void>): Promise<{ setAsideAs: string | null }> {
    const setAsideAs = await setAside(move);
    obstacle = setAsideAs === null;
    return { setAsideAs };
  }

  return {
    async read() {
      const text = await textOf(path);
      if (text === "absent") return { rows: [], damage: null };
      const file = text === "unreadable" ? undefined : File.safeParse(parsed(text)).data;
      if (!file) return { rows: [], damage: await clear(rename) };
      const rows = file.rows.flatMap((one) => row.safeParse(one).data ?? []);
      if (rows.length === file.rows.length) return { rows, damage: null };
      // A copy, so that the rows that can be read are never without a file.
      return { rows, damage: await clear(rows.length > 0 ? duplicate : rename) };
    },
    async write(rows) {
      if (obstacle && (await setAside(rename)) === null) throw new Error("what cannot be read is in the way");
      obstacle = false;
      await atomicWrite(path, JSON.stringify({ version: 1, rows: [...rows] } satisfies z.infer<typeof File>));
    },
    async remove() {
      await removeWritten(path);
      const names = await readdir(folder).catch(() => []);
      for (const one of names) {
        if (one.startsWith(asideOf)) await rm(join(folder, one), { recursive: true, force: true });
      }
    },
  };
}

/** Leaves what bears the second name already as it is. */
function duplicate(from: string, to: string): Promise<void> {
  return copyFile(from, to, constants.COPYFILE_EXCL);
}

async function textOf(path: string): Promise<string | "absent" | "unreadable"> {
  try {
    if ((await stat(path)).size > maxBytes) return "unreadable";
    return await readFile(path, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "absent" : "unreadable";
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
