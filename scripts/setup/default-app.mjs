/** Packs our default app into the fallback runtime, under the name at which Electron looks for one. */
// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";

const source = join(import.meta.dirname, "default-app");

/** One hash over its files, so that a runtime laid out by an older checkout gets the newer one. */
export function defaultAppVersion() {
  const hash = createHash("sha256");
  for (const name of readdirSync(source).sort()) hash.update(`${name}\0`).update(readFileSync(join(source, name)));
  return hash.digest("hex");
}

/**
 * @param {string} runtime the folder of the executable
 */
export async function packDefaultApp(runtime) {
  const { createPackage } = await import("@electron/asar");
  const resources = join(runtime, "resources");
  await mkdir(resources, { recursive: true });
  const made = join(resources, `unfinished-${process.pid}.asar`);
  await createPackage(source, made);
  // electron-builder removes a file of this name when it packages the app; a resources/app would be shipped by mistake.
  await rename(made, join(resources, "default_app.asar"));
}
