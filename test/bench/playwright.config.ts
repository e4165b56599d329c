/** The benchmark: the built app in the real Electron, inside the desktop session that scripts/bench.mjs opens. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/bench",
  workers: 1,
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: "./stderr-reporter.ts",
});
