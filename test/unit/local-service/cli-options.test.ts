/** The command line's flags and the password from the environment. */
import { expect, test } from "vitest";
import { parseCommandLine } from "../../../src-main/local-service/cli-options.ts";

test("defaults", () => {
  const line = parseCommandLine([], {});
  expect(line).toMatchObject({
    flags: { port: 4000, data: ".keyrack-service", host: "127.0.0.1" },
    password: undefined,
  });
});

test("every flag", () => {
  const args = ["--port=0", "--data", "d", "--host", "::1", "--session-ttl", "5", "--rate-limit", "7"];
  const line = parseCommandLine([...args, "--idempotency-window", "2", "--reset-password"], {});
  expect(line).toMatchObject({
    flags: {
      port: 0,
      data: "d",
      host: "::1",
      "session-ttl": 5,
      "rate-limit": 7,
      "idempotency-window": 2,
      "reset-password": true,
    },
  });
});

test("everything that is wrong is named at once", () => {
  const line = parseCommandLine(["--port", "x", "--host", "0.0.0.0", "--data", ""], {
    KEYRACK_SERVICE_PASSWORD: "short",
  });
  expect(line).toEqual({
    wrong: [
      "--port must be a whole number from 0 to 65535.",
      "--data must name a directory.",
      "--host must be 127.0.0.1 or ::1: the service never listens on a network.",
      "KEYRACK_SERVICE_PASSWORD must have at least 12 characters.",
    ],
  });
});

test("an empty KEYRACK_SERVICE_PASSWORD is none", () => {
  expect(parseCommandLine([], { KEYRACK_SERVICE_PASSWORD: "" })).toMatchObject({ password: undefined });
});
