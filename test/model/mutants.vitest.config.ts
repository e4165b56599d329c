/** The mutants, one after the other, each in a process of its own; part of `npm run soak`. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/model/mutants.test.ts"],
    testTimeout: 600_000,
  },
});
