/** Replaces or removes a file only if it still is what was read. */
import { rm } from "node:fs/promises";
import { atomicReplace, type ReplaceOptions } from "../atomic-write.ts";
import type { EnvFileResult } from "../env-file-port.ts";
import { type FileState, isUnchanged, maxEnvFileBytes } from "./file-state.ts";
import { refusalOf, refuse } from "./reasons.ts";

/** Runs between reading a file and replacing it; tests change the file there. */
export type Pause = () => Promise<void>;

/** What the file shall be. */
export interface Replacement {
  bytes: Uint8Array;
  /** Permission bits. */
  mode: number;
  /** The owner, where it shall not be the present one. */
  uid?: number;
  gid?: number;
}

/**
 * Puts the replacement where `state` was read, or removes the file where it is null. `changed` when
 * there is something else by now; the last look is taken right before the new file takes the old one's place.
 */
export async function replaceFile(
  path: string,
  state: FileState,
  replacement: Replacement | null,
  pause: Pause = async () => {},
): Promise<EnvFileResult<null>> {
  // What could not be read again could not be undone either.
  if (replacement && replacement.bytes.length > maxEnvFileBytes) return refuse("too-large");
  try {
    await pause();
    const beforeRename = () => isUnchanged(path, state);
    const done = replacement
      ? await atomicReplace(state.target, replacement.bytes, {
          ...ownerOf({ ...state.found, ...replacement }),
          beforeRename,
        })
      : await removeIf(state.target, beforeRename);
    return done ? { ok: true, value: null } : refuse("changed");
  } catch (error) {
    return refusalOf(error);
  }
}

function ownerOf({ mode, uid, gid }: Omit<Replacement, "bytes">): Omit<ReplaceOptions, "beforeRename"> {
  return uid === undefined || gid === undefined ? { mode } : { mode, owner: { uid, gid } };
}

async function removeIf(target: string, same: () => Promise<boolean>): Promise<boolean> {
  const remove = await same();
  if (remove) await rm(target);
  return remove;
}
