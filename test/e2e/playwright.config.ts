/** End-to-end: the built app in the real Electron, inside the desktop session that scripts/e2e.mjs opens. */
import { defineConfig } from "@playwright/test";
import { desktopCount } from "../support/own-desktop.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/e2e",
  workers: desktopCount,
  // The X server, the keyring and the message bus are other people's programs, and have moments of their own. What passes only
  // the second time is listed as flaky at the end, and is somebody's work: find what it did not wait for.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  // Generous, for a machine that builds something else meanwhile; no test waits this long when all is well.
  timeout: 90_000,
  expect: { timeout: 15_000 },
});
