/** `npm run icons`: draws the PNG icons from build/*.svg. They are committed, so only a change of the drawing needs this. */
// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { root } from "./run/paths.mjs";

/**
 * Draws `svg` at `width` pixels into `file`; `currentColor` becomes `colour`.
 * @param {string} svg
 * @param {{ width: number, colour?: string | undefined, file: string }} options
 */
async function draw(svg, { width, colour = "#000000", file }) {
  const text = await readFile(join(root, "build", svg), "utf8");
  const picture = new Resvg(text.replaceAll("currentColor", colour), {
    fitTo: { mode: "width", value: width },
  }).render();
  await writeFile(join(root, file), picture.asPng());
  process.stdout.write(`${file}: ${picture.width} x ${picture.height}\n`);
}

const tray = "src-main/desktop/icons/tray";
// Ink for light panels (black alone is what macOS wants of a template image), paper for dark ones.
for (const [name, colour] of [
  ["dark", "#000000"],
  ["light", "#f0ede6"],
]) {
  await draw("tray.svg", { width: 16, colour, file: `${tray}-${name}.png` });
  await draw("tray.svg", { width: 32, colour, file: `${tray}-${name}@2x.png` });
}
await draw("icon.svg", { width: 512, file: "build/icon.png" });
// The sizes that the icon theme specification's "hicolor" knows; the package installs each at its place.
for (const width of [16, 24, 32, 48, 64, 128, 256, 512]) {
  await draw("icon.svg", { width, file: `build/icons/${width}x${width}.png` });
}
