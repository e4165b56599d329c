/** Bundles the service's command line and the children that are to be killed, from the sources as they are now. */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The bundled `cli.ts` of the local service. */
    serviceCli: string;
    /** The bundled children/child.ts. */
    crashChild: string;
  }
}

/** Builds; answers how to remove what was built. */
export async function setup(project: TestProject): Promise<() => void> {
  const root = resolve(import.meta.dirname, "../..");
  // Inside node_modules, so that libsql is found.
  const outDir = resolve(root, `node_modules/.keyrack/crash-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, external: ["libsql"] },
    build: {
      ssr: true,
      target: "node20.18",
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: { "local-service-cli": "src-main/local-service/cli.ts", child: "test/crash/children/child.ts" },
        output: { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
  project.provide("serviceCli", resolve(outDir, "local-service-cli.mjs"));
  project.provide("crashChild", resolve(outDir, "child.mjs"));
  return () => rmSync(outDir, { recursive: true, force: true });
}
