/** Unit tests: pure functions, use cases against fakes of the ports, adapters against real servers and files. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/unit/**/*.test.ts", "test/unit/**/*.test.tsx", "test/scripts/**/*.test.ts"],
    restoreMocks: true,
    // Some hash passwords as in earnest, start processes or draw thousands of samples, on machines that do something else meanwhile.
    testTimeout: 30_000,
    setupFiles: ["test/support/patient-waits.ts"],
  },
});
