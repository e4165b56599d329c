/** Makes the .deb out of the unpacked app, with Debian's own tools: electron-builder's way would download another program. */
// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isOnPath } from "../run/on-path.mjs";
import { root } from "../run/paths.mjs";
import { duration, Stop, say } from "../run/say.mjs";
import { install, rightToInstall } from "../setup/apt.mjs";
import { outputDirectory } from "./package.mjs";
import { debianVersion } from "./runtime.mjs";

/** It has no types; `require` answers `any`. */
const { Installer } = createRequire(import.meta.url)("electron-installer-debian");

/** Node's names for processors -> Debian's. */
const architectures = { x64: "amd64", arm64: "arm64", arm: "armhf" };

/**
 * What dpkg-shlibdeps finds in Electron and the two native modules on Debian 12, and libnotify, which Electron opens when it
 * first notifies. Debian 13 and Ubuntu 24.04 have some under new names (...t64), which provide these. What
 * electron-installer-debian would ask for besides is for moving files to the bin, and would bring half of KDE.
 */
const depends = [
  ...["libasound2", "libatk-bridge2.0-0", "libatk1.0-0", "libatspi2.0-0", "libc6 (>= 2.34)", "libcairo2", "libcups2"],
  ...["libdbus-1-3", "libdrm2", "libexpat1", "libgbm1", "libgcc-s1", "libglib2.0-0", "libgtk-3-0", "libnotify4"],
  ...["libnspr4", "libnss3", "libpango-1.0-0", "libsecret-1-0", "libstdc++6", "libudev1", "libx11-6", "libxcb1"],
  ...["libxcomposite1", "libxdamage1", "libxext6", "libxfixes3", "libxkbcommon0", "libxrandr2"],
];

/** A keyring to keep the session in; any program of the Secret Service will do, and Keyrack works without, too. */
const recommends = ["gnome-keyring | org.freedesktop.secrets"];

const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

/**
 * @param {string} folder the unpacked app
 * @param {import("./runtime.mjs").PackagingRuntime} runtime
 * @returns {Promise<string>} the package's path
 */
export async function makeDeb(folder, runtime) {
  await ensureTools();
  const start = Date.now();
  const { version, description, author } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const arch = architectures[/** @type {keyof typeof architectures} */ (process.arch)];
  if (!arch) throw new Stop(`There is no Debian architecture for ${process.arch}.`);
  // By this file, which electron-builder may have removed, electron-installer-debian knows what Electron needs.
  await writeFile(join(folder, "version"), runtime.version);
  // By this one electron-updater knows that the app is a .deb.
  const packageType = join(folder, "resources", "package-type");
  await writeFile(packageType, "deb");
  const mask = process.umask(0o022);
  try {
    const installer = new Installer({
      src: folder,
      dest: outputDirectory,
      arch,
      rename: (/** @type {string} */ dest) => join(dest, "<%= name %>_<%= version %>_<%= arch %>.deb"),
      logger: () => {},
      options: {
        name: "keyrack",
        productName: "Keyrack",
        bin: "keyrack",
        version: debianVersion(version, runtime.kind),
        maintainer: author,
        description: "Desktop admin for API keys",
        productDescription: description,
        section: "utils",
        depends,
        recommends,
        desktopTemplate: join(root, "build", "keyrack.desktop"),
        icon: icons(),
        // Two minutes and more for a quarter less: worth it for what many people download, not for trying things out.
        compression: runtime.kind === "official" ? "xz" : "zstd",
      },
    });
    await installer.generateDefaults();
    // What it guesses is added to what is asked for; see `depends`.
    Object.assign(installer.defaults, { depends: [], recommends: [], suggests: [] });
    installer.generateOptions();
    await installer.createStagingDir();
    await installer.createContents();
    await installer.createPackage();
    await installer.movePackage();
    const { packagePaths } = installer.options;
    const [made] = packagePaths;
    if (!made || !existsSync(made)) throw new Error("no package was made");
    say(`Debian package made in ${duration(Date.now() - start)}.`);
    return made;
  } catch (error) {
    throw new Stop(`The Debian package could not be made.\n${error instanceof Error ? error.message : error}`);
  } finally {
    process.umask(mask);
    await rm(packageType, { force: true });
  }
}

/** Icon theme folder -> file. */
function icons() {
  const drawn = sizes.map((size) => [`${size}x${size}`, join(root, "build", "icons", `${size}x${size}.png`)]);
  return { ...Object.fromEntries(drawn), scalable: join(root, "build", "icon.svg") };
}

async function ensureTools() {
  const missing = ["dpkg-deb", "fakeroot"].filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => (program === "dpkg-deb" ? "dpkg" : program));
  const prefix = await rightToInstall();
  if (!prefix)
    throw new Stop(`Missing: ${missing.join(", ")}. Please install them: apt-get install ${packages.join(" ")}`);
  await install(prefix, packages);
}
