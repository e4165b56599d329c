/** The model-based test: random sequences against the real local service through the fault proxy, the app without its window. */
import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { mutation } from "./mutants.ts";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  plugins: [mutation(process.env.KEYRACK_MODEL_MUTANT)],
  test: {
    include: ["test/model/model.test.ts"],
    // It ends by itself after this many seconds (model.test.ts); then the last sequence still has to.
    testTimeout: (Number(process.env.KEYRACK_MODEL_SECONDS ?? 480) + 60) * 1000,
    env: memoryFolder(),
  },
});

/** Thousands of databases and profiles: in memory they cost nothing, and that they outlive a power cut is tested elsewhere. */
function memoryFolder(): Record<string, string> {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return { TMPDIR: "/dev/shm" };
  } catch {
    return {};
  }
}
