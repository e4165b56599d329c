/** Starts the app named on the command line, as Electron's own default app does; the fallback runtime came without one. */
// @ts-check
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import electron from "electron";
import { parseCommandLine } from "./command-line.mjs";

/**
 * With the three methods that Electron keeps for its default app and out of its types.
 * @typedef {{ setVersion(version: string): void, setAppPath(path: string): void, setDesktopName?(name: string): void }} ForDefaultApps
 */
const app = /** @type {import("electron").App & ForDefaultApps} */ (/** @type {unknown} */ (electron.app));

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Takes name and version from the app's package.json and answers the file to run.
 * @param {string} target folder or file
 */
function prepare(target) {
  const appPath = resolve(target);
  let main = "";
  try {
    main = createRequire(join(appPath, "package.json")).resolve(appPath);
  } catch {
    fail(`There is no Electron app at ${appPath}`);
  }
  if (main === appPath) {
    app.setAppPath(dirname(main));
    return main;
  }
  const about = readAbout(join(appPath, "package.json"));
  if (about.version) app.setVersion(about.version);
  const name = about.productName ?? about.name;
  if (name) app.setName(name);
  const desktopName = about.desktopName ?? (name && `${name}.desktop`);
  if (desktopName) app.setDesktopName?.(desktopName);
  if (about.v8Flags) setFlagsFromString(about.v8Flags);
  app.setAppPath(appPath);
  return main;
}

/**
 * @param {string} file
 * @returns {{ version?: string, productName?: string, name?: string, desktopName?: string, v8Flags?: string }}
 */
function readAbout(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    // A folder with an index.js alone is an app as well; a package.json that cannot be read is a mistake.
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return {};
    return fail(`Unable to read ${file}: ${error}`);
  }
}

const { target, modules, print } = parseCommandLine(process.argv.slice(1), process.versions);
if (print) {
  console.log(print);
  process.exit(0);
}
// Playwright's loader comes this way; it takes hold of `app` and keeps it from getting ready until Playwright has attached.
const requireFromHere = createRequire(join(process.cwd(), "package.json"));
for (const module of modules) requireFromHere(module);

if (!target) fail("Which app? Usage: electron DIRECTORY [flags]");
Object.defineProperty(process, "defaultApp", { value: true, enumerable: true });
const main = prepare(target);
try {
  // Awaited, because Electron holds back "ready" until its first module is evaluated; an app that registers its protocol
  // at load would else come too late. `import` loads CommonJS and ES modules alike.
  await import(pathToFileURL(main).href);
} catch (error) {
  fail(`The app threw an error while it was being loaded\n${error instanceof Error ? error.stack : error}`);
}
