/** Finds out which system libraries and programs are missing on Linux, and installs their packages when it may. */
// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isOnPath } from "../run/on-path.mjs";
import { nodeModules } from "../run/paths.mjs";
import { output } from "../run/quiet.mjs";
import { Stop, say } from "../run/say.mjs";
import { install, rightToInstall } from "./apt.mjs";
import { electronExecutable } from "./electron-runtime.mjs";

/** What Electron and the keychain module link to. */
const libraryPackages = ["libgtk-3-0", "libnss3", "libasound2", "libgbm1", "libxss1", "libxtst6", "libsecret-1-0"];

/**
 * With a display without a screen, and for the tests a session bus, a keyring, a clipboard, a second reader of the keyring, a
 * proxy, repositories, what the instructions for using a key call, and what a screen reader listens with.
 */
const allPackages = [
  ...["xvfb", "xauth", "libgtk-3-0", "libnss3", "libasound2", "libgbm1", "libxss1", "libxtst6"],
  ...["dbus-x11", "gnome-keyring", "libsecret-1-0", "xclip", "libsecret-tools", "libnotify4", "tinyproxy-bin"],
  ...["git", "curl", "python3-requests", "at-spi2-core", "python3-pyatspi"],
];

/** Electron opens it when it first notifies, so that `ldd` does not show it; without it notifications silently fail. */
const openedLater = ["libnotify.so.4"];

const displayTools = ["Xvfb"];
const testTools = [
  "Xvfb",
  "dbus-daemon",
  "dbus-send",
  "gnome-keyring-daemon",
  "xclip",
  "secret-tool",
  "tinyproxy",
  "git",
  "curl",
];

/** What the tests read the accessibility tree with: the bus's service and the module of the system's own Python. */
const screenReaderFiles = [
  "/usr/share/dbus-1/services/org.a11y.Bus.service",
  "/usr/lib/python3/dist-packages/pyatspi/__init__.py",
];

/**
 * @param {{ tests: boolean, display: boolean }} need `tests`: all that the tests use; `display`: no screen here, so a virtual one is needed
 */
export async function ensureSystemPackages({ tests, display }) {
  if (process.platform !== "linux") return;
  const tools = tests ? testTools : display ? displayTools : [];
  const files = tests ? screenReaderFiles : [];
  const missing = await whatIsMissing(tools, files);
  if (missing.length === 0) return;

  // On somebody's desktop the app brings only what it links to itself; a second keyring is nobody's wish there.
  const packages = tools.length > 0 ? allPackages : libraryPackages;
  say(`Missing on this system: ${missing.join(", ")}`);
  const prefix = await rightToInstall();
  if (!prefix) throw new Stop(byHand(packages));
  await install(prefix, packages);
  const still = await whatIsMissing(tools, files);
  if (still.length > 0) throw new Stop(`Still missing after the installation: ${still.join(", ")}`);
}

/**
 * @param {readonly string[]} tools
 * @param {readonly string[]} others files that have to be there
 */
async function whatIsMissing(tools, others) {
  const files = [electronExecutable(), ...keychainModules()];
  const libraries = await Promise.all(files.map(missingLibraries));
  const later = tools.length > 0 ? await notInstalled(openedLater) : [];
  const absent = others.filter((file) => !existsSync(file));
  return [...new Set(libraries.flat()), ...later, ...tools.filter((tool) => !isOnPath(tool)), ...absent];
}

/** @param {readonly string[]} names of libraries */
async function notInstalled(names) {
  for (const ldconfig of ["ldconfig", "/sbin/ldconfig"]) {
    const known = await output(ldconfig, ["-p"]).catch(() => null);
    if (known !== null) return names.filter((name) => !known.includes(name));
  }
  // No ldconfig: a system that is arranged differently. The tests will tell.
  return [];
}

/** @param {string} file */
async function missingLibraries(file) {
  try {
    return parseLdd(await output("ldd", [file]));
  } catch {
    // No ldd, or one that cannot read the file: a system that is arranged differently. Electron's own message will tell.
    return [];
  }
}

/**
 * The names of the libraries that the dynamic linker did not find.
 * @param {string} text what ldd printed
 */
export function parseLdd(text) {
  return [...text.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? "");
}

function keychainModules() {
  const directory = join(nodeModules, "keytar", "prebuilds", `linux-${process.arch}`);
  try {
    return readdirSync(directory).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** @param {readonly string[]} packages */
function byHand(packages) {
  return (
    "They can be installed with (as root):\n" +
    `  apt-get install -y --no-install-recommends ${packages.join(" ")}\n` +
    "On a system without apt: the packages with the same libraries and programs. Then run the same command again."
  );
}
