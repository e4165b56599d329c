/** What every adapter is held to, each with its real server; and the example in docs/adapters.md, run as it stands there. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { documentedFiles } from "./documented-files.ts";

const root = resolve(import.meta.dirname, "../..");

export default defineConfig({
  root,
  plugins: [documentedFiles(root)],
  test: {
    include: ["test/adapters/**/*.test.ts"],
    // Each test has a server of its own; some of them hash passwords as in earnest.
    testTimeout: 30_000,
    maxConcurrency: 4,
    // What passes only the second time is listed as flaky at the end of `npm test`, and is somebody's work.
    retry: 1,
  },
});
