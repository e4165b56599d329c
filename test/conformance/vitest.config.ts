/** The contract's tests: against the server of KEYRACK_CONFORMANCE_URL, or against a local service started for them. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { ContractReporter } from "./contract-reporter.ts";

const foreign = Boolean(process.env.KEYRACK_CONFORMANCE_URL);

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    // What looks into files and processes is for the local service alone.
    include: foreign ? ["test/conformance/contract.test.ts"] : ["test/conformance/*.test.ts"],
    globalSetup: ["test/conformance/global-setup.ts"],
    reporters: ["default", new ContractReporter()],
    // One server, one limit of active keys: nothing may run at the same time.
    fileParallelism: false,
    // Waiting out a rate limit of a server elsewhere may take its minute.
    testTimeout: foreign ? 150_000 : 20_000,
    hookTimeout: 60_000,
    // The local service runs in processes of its own, on machines that do something else meanwhile. What passes only the second
    // time is listed as flaky; of a server elsewhere, that would hide what its developers look for.
    retry: foreign ? 0 : 1,
  },
});
