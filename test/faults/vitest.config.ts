/** Every operation against every fault of the network and the server: the app without its window, a real service, and a proxy between them. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/faults/**/*.test.ts"],
    // Cells share nothing, and some do little but wait.
    maxConcurrency: 8,
    testTimeout: 60_000,
    // What passes only the second time is listed as flaky at the end of `npm test`, and is somebody's work.
    retry: 1,
  },
});
