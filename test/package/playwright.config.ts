/** The installed package, driven by an ordinary user in a desktop session of their own; test/package.sh runs it. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: ["package/*.spec.ts", "e2e/guide.spec.ts"],
  // The checkout need not be writable for whoever runs this.
  outputDir: process.env.KEYRACK_TEST_OUTPUT ?? "../../test-results/package",
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
});
