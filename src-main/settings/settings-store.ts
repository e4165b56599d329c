/** The settings file behind the SettingsStore port: read once at the start, written as a whole after each change. */
import { existsSync, linkSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../../src-preload/contract/failure.ts";
import { atomicWrite } from "../atomic-write.ts";
import { done, failed } from "../failures.ts";
import type { Clock, SettingsStore } from "../ports.ts";
import { maxSettingsBytes, settingsFile } from "./first-glance.ts";
import { defaultSettings, encodeSettings, type ParsedSettings, parseSettings } from "./settings-file.ts";

/** The settings, and a text for people when they could not be read as they were; null when all is well. */
export interface OpenedSettings {
  store: SettingsStore;
  notice: string | null;
}

/**
 * Reads `settings.json` in `folder`, at once: what the window shows first depends on it.
 * A file that cannot be used is renamed, never changed, overwritten or deleted. Never throws.
 */
export function openSettings({ folder, clock }: { folder: string; clock: Clock }): OpenedSettings {
  const path = join(folder, settingsFile);
  const { settings, problem } = readSettings(path);
  /** What stands in the way of writing. */
  let obstacle = problem !== null;
  let notice: string | null = null;
  if (problem) {
    // What could be kept is written at once; until it is, the old file stays in its place for whoever starts after a crash.
    const name = setAside(folder, path, clock.now(), problem === "connections" ? linkOrRename : renameSync);
    obstacle = name === null;
    notice = noticeText(problem, name);
  }

  let memory = settings;
  /** The last write that was begun or is waiting for its turn. */
  let last: Promise<Result<null>> = Promise.resolve(done);
  /** The write that has not begun and will therefore include any change made now. */
  let waiting: Promise<Result<null>> | null = null;

  async function write(): Promise<Result<null>> {
    try {
      if (obstacle && setAside(folder, path, clock.now(), renameSync) === null) {
        return failed("settings-not-saved", { reason: "an older settings file is in the way" });
      }
      obstacle = false;
      await atomicWrite(path, encodeSettings(memory));
      return done;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return failed("settings-not-saved", { ...(code ? { reason: reasons[code] ?? code } : {}) });
    }
  }

  function save(): Promise<Result<null>> {
    waiting ??= last.then(() => {
      waiting = null;
      return write();
    });
    last = waiting;
    return waiting;
  }

  // What could be kept must not depend on whether anything is changed in this run.
  if (problem === "connections") void save();

  return {
    store: {
      current: () => memory,
      update(change) {
        memory = { ...memory, ...change };
        return save();
      },
      async flush() {
        await last;
      },
    },
    notice,
  };
}

function readSettings(path: string): ParsedSettings {
  const unreadable: ParsedSettings = { settings: defaultSettings(), problem: "unreadable" };
  try {
    return statSync(path).size > maxSettingsBytes ? unreadable : parseSettings(readFileSync(path, "utf8"));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return missing ? { settings: defaultSettings(), problem: null } : unreadable;
  }
}

/** Gives the file (or whatever bears its name) a dated name and answers it; null when that is not possible. */
function setAside(folder: string, path: string, now: Date, move: (from: string, to: string) => void): string | null {
  // Windows allows no colons in names.
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  for (let count = 1; count <= 100; count++) {
    const name = `settings.unreadable-${stamp}${count === 1 ? "" : `-${count}`}.json`;
    // rename would replace what bears that name already.
    if (existsSync(join(folder, name))) continue;
    try {
      move(path, join(folder, name));
      return name;
    } catch (error) {
      // Somebody else has moved it out of the way.
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? name : null;
    }
  }
  return null;
}

/** A second name for the same file; where the disk knows no such thing, another name. */
function linkOrRename(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    renameSync(from, to);
  }
}

function noticeText(problem: NonNullable<ParsedSettings["problem"]>, name: string | null): string {
  const what = {
    unreadable: "Your settings could not be read.",
    newer: "Your settings were written by a newer Keyrack and could not be read.",
    connections: "Part of your settings could not be read.",
  }[problem];
  const kept =
    problem === "connections" ? "Keyrack kept the connections it could read." : "Keyrack started with its defaults.";
  if (name === null) {
    return `${what} ${kept} The file could not be set aside either, so changes hold only until Keyrack closes.`;
  }
  return problem === "connections"
    ? `${what} They were set aside as ${name}, and ${kept}`
    : `${what} They were set aside as ${name} and Keyrack started with its defaults.`;
}

const reasons: Partial<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "the folder may not be written to",
  EPERM: "the folder may not be written to",
  EROFS: "the disk is read-only",
};
