/** The key list as JSON for programs: metadata only, in a shape that says its version (docs/key-list-export.md). */
import { z } from "zod";
import { ApiKey, Instant } from "../../src-preload/contract/keys.ts";

/** The shape of the file. A change that readers could trip over needs a new version; a further member does not. */
export const KeyListFile = z.object({
  format: z.literal("keyrack-key-list"),
  version: z.literal(1),
  /** When the rows were the server's truth. */
  asOf: Instant,
  server: z.object({ name: z.string(), origin: z.string() }),
  /** Whether every key of the server is among them; long lists of revoked keys are read in parts. */
  complete: z.boolean(),
  keys: z.array(ApiKey),
});
/** The shape of the file. */
export type KeyListFile = z.infer<typeof KeyListFile>;

/** What is exported. */
export type ExportedList = Omit<KeyListFile, "format" | "version">;

/** The whole file, indented, since people look into it. Whatever is not in the shape is left out. */
export function keyListJson(list: ExportedList): string {
  const file = KeyListFile.parse({ format: "keyrack-key-list", version: 1, ...list });
  return `${JSON.stringify(file, null, 2)}\n`;
}
