/** Unit tests: pure functions, use cases against fakes of the ports, adapters against real servers and files. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/unit/**/*.test.ts", "test/unit/**/*.test.tsx", "test/scripts/**/*.test.ts"],
    restoreMocks: true,
  },
});
