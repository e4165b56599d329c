/** Looks into a finished package: its files, its fuses, its licences. What is wrong ends the packaging. */
// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extractFile, listPackage, statFile } from "@electron/asar";
import { Stop, say } from "../run/say.mjs";
import { problemsWith } from "./contents.mjs";
import { readFuses, wantedFuses, wrongFuses } from "./fuses.mjs";
import { insist } from "./package.mjs";

/**
 * @param {import("./package.mjs").Places} places
 * @param {import("./runtime.mjs").PackagingRuntime} runtime
 */
export async function checkPackage(places, runtime) {
  const { executable, resources } = insist(places);
  const fuses = await readFuses(executable);
  const files = packedFiles(join(resources, "app.asar"));
  const problems = [
    ...wrongFuses(fuses, wantedFuses()),
    ...problemsWith(files, process),
    ...(existsSync(join(resources, "default_app.asar")) ? ["Electron's default app is still in it"] : []),
    ...(existsSync(join(resources, "licences", "third-party.txt")) ? [] : ["the licences are missing"]),
  ];
  if (problems.length > 0)
    throw new Stop(`The package is not as it should be:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
  const states = Object.entries(fuses).map(
    ([name, state]) => `  ${name}: ${state === true ? "on" : state === false ? "off" : state}`,
  );
  say(`Fuses of ${executable} (Electron ${runtime.version}), read back:\n${states.join("\n")}`);
  say(`Contents: ${files.length} files in app.asar, each of them expected.`);
}

/**
 * @param {string} archive
 * @returns {import("./contents.mjs").PackedFile[]}
 */
function packedFiles(archive) {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll("\\", "/"))
    .flatMap((path) => {
      const inside = path.slice(1);
      const entry = statFile(archive, inside);
      if ("files" in entry) return [];
      const unpacked = "unpacked" in entry && entry.unpacked === true;
      const read = () => (unpacked ? readFileSync(join(`${archive}.unpacked`, inside)) : extractFile(archive, inside));
      return [{ path, unpacked, read }];
    });
}
