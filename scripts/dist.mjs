/** `npm run dist`: the package for this platform, made, looked into and read back; docs/packaging.md says what is in it. */
// @ts-check
import { join } from "node:path";
import { checkPackage } from "./dist/check.mjs";
import { makeDeb } from "./dist/deb.mjs";
import { collectLicences } from "./dist/licences.mjs";
import { appImage, installers, outputDirectory, packagedPlaces, unpackedApp } from "./dist/package.mjs";
import { packagingRuntime } from "./dist/runtime.mjs";
import { megabytes, sizeOf, sizeTable } from "./dist/size.mjs";
import { updateAddress, writeFeed } from "./dist/updates.mjs";
import { readFlags } from "./run/arguments.mjs";
import { main } from "./run/main.mjs";
import { say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";

const usage = "npm run dist -- [--update-url URL] [--appimage] [--fallback-runtime]";

await main(async () => {
  const { flags } = readFlags(process.argv.slice(2), ["update-url"], usage, ["fallback-runtime", "appimage"]);
  const updateUrl = updateAddress(flags["update-url"], usage);
  const runtime = await packagingRuntime({ fallbackWanted: flags["fallback-runtime"] === true });
  await ensureBuild();
  await collectLicences();

  if (process.platform !== "linux") {
    await installers(runtime, updateUrl);
    await checkPackage(packagedPlaces(), runtime);
    return say(`The installers are in ${outputDirectory}.`);
  }
  await unpackedApp(runtime, updateUrl);
  const places = packagedPlaces();
  await checkPackage(places, runtime);
  const deb = await makeDeb(places.root, runtime);
  await writeFeed(deb, updateUrl);
  if (flags.appimage) await appImage(places.root);
  say(`\n${sizeTable(places.root)}`);
  say(`Package: ${deb} (${megabytes(sizeOf(deb))})`);
  say(`Install it with: apt-get install ${join(outputDirectory, "keyrack_*.deb")}`);
});
