/** The gallery: the built page with a stand-in for main, in every state; inside the desktop session that scripts/gallery.mjs opens. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/gallery",
  // Each worker has a window of its own, and nothing behind it that two could fight over.
  workers: 2,
  fullyParallel: true,
  // What passes only the second time is listed as flaky at the end, and is somebody's work: find what it did not wait for.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
});
