/** Crash tests: processes killed with SIGKILL, disks that are full or read-only, two services on one folder. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    include: ["test/crash/**/*.test.ts"],
    globalSetup: ["test/crash/global-setup.ts"],
    // Each case starts processes of its own, on machines that do something else meanwhile.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // What passes only the second time is listed as flaky at the end of `npm test`, and is somebody's work.
    retry: 1,
  },
});
