/** Builds main, preload and renderer; targets are the lower of the official and the fallback runtime (docs/decisions). */
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

/** Node 20.18 and Chromium 130 are what the fallback runtime embeds. */
const nodeTarget = "node20.18";
const chromeTarget = "chrome130";

/** Native modules cannot be bundled; everything else is, because one file loads faster than a tree of packages. */
const nativeModules = ["electron", "keytar", "libsql"];

/** Lists each bundled package with its licence; `npm run dist` makes one text of the three lists. */
const license = { fileName: "licences.json" };

/**
 * Divides Fontsource's stylesheets: `wght.css?latin` has the one face that the first frame needs, `wght.css?others` the faces of
 * the other scripts. Chromium asks the system for a stand-in for each face that is not loaded, again for each size and weight.
 */
const fontFaces: Plugin = {
  name: "font-faces",
  enforce: "pre",
  transform(css, id) {
    const [, part] = /@fontsource-variable\/.*\.css\?(latin|others)$/.exec(id) ?? [];
    if (part === undefined) return null;
    // A comment before each face says which it is: `/* inter-latin-wght-normal * /`.
    const faces = css.split(/(?=\/\*)/).filter((face) => /-latin-wght-/.test(face) === (part === "latin"));
    if (faces.length === 0) throw new Error(`${id} has no such faces.`);
    return faces.join("");
  },
};

export default defineConfig({
  main: {
    build: {
      license,
      target: nodeTarget,
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: "src-main/index.ts",
          "keytar-process": "src-main/keychain/keytar-process.ts",
          "local-service": "src-main/local-service/utility-process.ts",
          "local-service-cli": "src-main/local-service/cli.ts",
        },
        external: nativeModules,
        output: { format: "es" },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: "src-preload/index.ts" },
        external: ["electron"],
        // A sandboxed preload is loaded as CommonJS: https://www.electronjs.org/docs/latest/tutorial/esm
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src-renderer",
    plugins: [react(), fontFaces],
    build: {
      license,
      target: chromeTarget,
      minify: true,
      // The CSP allows no inline module; files stay files.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve("src-renderer/index.html"), "quick-copy": resolve("src-renderer/quick-copy.html") },
        output: {
          // Evaluated before everything else; see there.
          codeSplitting: {
            groups: [{ name: "ask-first", test: /src-renderer\/(ask-first|store\/(first-state|bridge))\.ts$/ }],
          },
        },
      },
    },
  },
});
