/** Writes the key list, metadata only, to a file of the person's choice. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { exportFileName } from "../export/export-file-name.ts";
import type { ExportedList } from "../export/key-list-json.ts";
import { failed, succeeded } from "../failures.ts";
import { activeConnection } from "../state.ts";
import { readAllRevoked } from "./read-revoked.ts";

type Format = ParsedInput<"keys:export">["format"];

/** What happened, as a clause, for the codes of the file system (errno(3)). */
const reasons: Record<string, string> = {
  EACCES: "the system does not let you write there",
  EPERM: "the system does not let you write there",
  EROFS: "that disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  ENOENT: "that folder is not there any more",
  ENOTDIR: "that folder is not there any more",
  EISDIR: "there is a folder of that name",
};

/**
 * Reads the revoked keys that are not on screen yet, asks where, and writes. `complete`: whether all could be read; offline
 * it is what is known. Null when the person called it off.
 */
export async function exportKeys(
  context: Context,
  { format }: { format: Format },
): Promise<Result<{ path: string; complete: boolean } | null>> {
  const { epoch } = context.held;
  const { activeConnectionId, keys } = context.state.getState();
  if (keys.asOf === null) return failed("export-failed", { reason: "it has not been read yet" });
  await readAllRevoked(context);
  // Whoever switched meanwhile would get the list of another server.
  const now = context.state.getState();
  if (context.held.epoch !== epoch || now.activeConnectionId !== activeConnectionId)
    return failed("export-failed", { reason: "the connection or its session has changed meanwhile" });
  const list = listOf(context);
  if (list === null) return failed("export-failed", { reason: "it has not been read yet" });
  const path = await context.userFiles.chooseExportPlace(exportFileName(list.server.name, list.asOf, format));
  if (path === null) return succeeded(null);
  try {
    await context.userFiles.writeExport(path, await textOf(list, format));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return failed("export-failed", { reason: reasons[code] ?? "the system could not write it" });
  }
  return succeeded({ path, complete: list.complete });
}

function listOf(context: Context): ExportedList | null {
  const { keys, revoked } = context.state.getState();
  const connection = activeConnection(context.state);
  if (keys.asOf === null || connection === null) return null;
  return {
    asOf: keys.asOf,
    server: { name: connection.name, origin: connection.origin ?? "" },
    complete: !revoked.more,
    keys: [...keys.active, ...keys.retiring, ...revoked.rows],
  };
}

/** Loaded when it is wanted: most runs of the program export nothing. */
async function textOf(list: ExportedList, format: Format): Promise<string> {
  if (format === "csv") return (await import("../export/key-list-csv.ts")).keyListCsv(list.keys);
  return (await import("../export/key-list-json.ts")).keyListJson(list);
}
