/** The demo: one walk through the guide that leaves pictures and a summary. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "demo.spec.ts",
  outputDir: "../../test-results/demo",
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: "line",
});
