/** Puts a key into a `.env` file of the person's choice. The window knows the file by an id alone; its path and the value stay in main. */
import { randomUUID } from "node:crypto";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";
import type { ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { EnvFile, EnvOutlook, EnvWritten } from "../../src-preload/contract/use.ts";
import type { Context } from "../context.ts";
import type { EnvFileResult } from "../env-file-port.ts";
import { type EnvFilePurpose, envFileFailure } from "../env-file-text.ts";
import { failed, succeeded } from "../failures.ts";
import { isVariableName, nearestVariableName } from "../variable-name.ts";
import { valueAtHand } from "./kept-value.ts";

/** Has the person choose a file, or name a fresh one. */
export async function chooseEnvFile(context: Context, { fresh }: { fresh: boolean }): Promise<Result<EnvFile | null>> {
  const path = await context.userFiles.chooseEnvFile(fresh);
  if (path === null) return succeeded(null);
  const fileId = randomUUID();
  context.held.envFiles.set(fileId, path);
  return succeeded({ fileId, path });
}

/** What a write would do; the failures are those that the write would have. */
export async function inspectEnvFile(
  context: Context,
  { fileId, variable }: ParsedInput<"env:inspect">,
): Promise<Result<EnvOutlook>> {
  const path = pathOf(context, fileId);
  if (!path.ok) return path;
  const outlook = resultOf(await context.envFiles.inspect(path.value, variable), "write");
  if (!outlook.ok) return outlook;
  const { how, earlier, readableByOthers, git } = outlook.value;
  return succeeded({ how, earlier, readableByOthers, git: git.status });
}

/** Writes it. The keychain is read at this moment. */
export async function writeEnvFile(
  context: Context,
  { connectionId, keyId, fileId, variable }: ParsedInput<"env:write">,
): Promise<Result<EnvWritten>> {
  // Before the keychain is asked: it may want to be unlocked.
  if (!isVariableName(variable)) return failed("invalid-variable", { reason: nearestVariableName(variable) });
  const path = pathOf(context, fileId);
  if (!path.ok) return path;
  const value = await valueAtHand(context, { connectionId, keyId });
  if (!value.ok) return value;
  const input = { path: path.value, name: variable, value: value.value };
  const written = resultOf(await context.envFiles.write(input), "write");
  if (!written.ok) return written;
  const { how, git, undoId } = written.value;
  return succeeded({ how, git: git.status, undoId });
}

/** Puts the file back as it was before a write. */
export async function undoEnvFile(context: Context, { undoId }: { undoId: string }): Promise<Result<null>> {
  return resultOf(await context.envFiles.undo(undoId), "undo");
}

/** Has git ignore the file. */
export async function ignoreEnvFile(
  context: Context,
  { fileId }: { fileId: string },
): Promise<Result<{ file: string; line: string }>> {
  const path = pathOf(context, fileId);
  return path.ok ? resultOf(await context.envFiles.ignore(path.value), "ignore") : path;
}

/** The window is gone, and with it every undo and every file it knew. */
export function forgetEnvFiles(context: Pick<Context, "held" | "envFiles">): void {
  context.held.envFiles.clear();
  context.envFiles.forgetUndo();
}

function pathOf({ held }: Context, fileId: string): Result<string> {
  const path = held.envFiles.get(fileId);
  return path === undefined ? failed("env-file", { reason: "it is to be chosen again" }) : succeeded(path);
}

function resultOf<T>(answer: EnvFileResult<T>, purpose: EnvFilePurpose): Result<T> {
  if (answer.ok) return succeeded(answer.value);
  const failure: Failure = envFileFailure(answer, purpose);
  return { ok: false, failure };
}
