/** Has `vi.waitFor` wait longer than its one second: on a busy machine what surely comes may take more, and only a failure waits to the end. */
import { vi } from "vitest";

const { waitFor } = vi;
vi.waitFor = (callback, options = { timeout: 15_000 }) => waitFor(callback, options);
