/** Revoked keys of servers that do not keep them: one file for each connection, metadata only. */
import type { Clock, RevokedMemory } from "../ports.ts";

/** The memory in `folder`. */
export function createRevokedMemory(_folder: string, _clock: Clock): RevokedMemory {
  throw new Error("not built yet");
}
