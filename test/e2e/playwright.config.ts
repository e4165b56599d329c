/** End-to-end: the built app in the real Electron, inside the desktop session that scripts/e2e.mjs opens. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/e2e",
  // One screen, one clipboard and one keyring are shared by all tests.
  workers: 1,
  // A test that passes the second time has still failed.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Generous, for a machine that builds something else meanwhile; no test waits this long when all is well.
  timeout: 90_000,
  expect: { timeout: 15_000 },
});
