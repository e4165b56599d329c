/** What was written into `.env` files while the window is open, so that it can be taken back after its dialog was closed. */
import { create } from "zustand";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import type { EnvFile, EnvWritten } from "../../src-preload/contract/use.ts";

/** One write. */
export interface EnvWrite extends EnvWritten, EnvFile {
  key: KeptReference;
  variable: string;
}

/** The writes, the newest first. */
export const useEnvWrites = create<{ writes: readonly EnvWrite[] }>(() => ({ writes: [] }));

/** Remembers a write. */
export function rememberWrite(write: EnvWrite): void {
  useEnvWrites.setState(({ writes }) => ({ writes: [write, ...writes] }));
}

/** Forgets one that was taken back, or that is not to be seen any more. */
export function forgetWrite(undoId: string): void {
  useEnvWrites.setState(({ writes }) => ({ writes: writes.filter((one) => one.undoId !== undoId) }));
}

/** git ignores the file from now on. */
export function noteIgnored(path: string): void {
  useEnvWrites.setState(({ writes }) => ({
    writes: writes.map((one) => (one.path === path ? { ...one, git: "ignored" } : one)),
  }));
}
