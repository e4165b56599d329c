/** The service's command line as somebody at a terminal meets it. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { Api } from "./api.ts";
import "./provided.ts";
import { NewSession, problem, shaped } from "./shapes.ts";

const cli = inject("serviceCli");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs the command line; `until` ends it politely once its output matches. */
async function run(args: string[], until?: RegExp, whileRunning?: (stdout: string) => Promise<void>): Promise<Run> {
  const env = { ...process.env };
  delete env.KEYRACK_SERVICE_PASSWORD;
  const child = spawn(process.execPath, [cli, ...args], { env, cwd: folder });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const seen = new Promise<void>((done) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (until?.test(stdout)) done();
    });
    child.once("exit", () => done());
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  if (until) {
    await seen;
    try {
      await whileRunning?.(stdout);
    } finally {
      child.kill("SIGTERM");
    }
  }
  return { code: await exited, stdout, stderr };
}

const listening = /^(One-time password|Password): .+\n/m;
const dataDir = () => join(folder, "data");
const start = ["--port", "0", "--data"];

function field(output: string, label: string): string {
  return new RegExp(`^${label} (\\S+)`, "m").exec(output)?.[1] ?? "";
}

async function signIn(output: string, password: string) {
  const body = { email: field(output, "Admin e-mail:"), password };
  return await new Api(field(output, "Listening on")).send({ method: "POST", path: "/admin/sessions", body });
}

describe("First start", () => {
  test("prints origin, e-mail and a password that signs in; the second start does not print it again", async () => {
    let password = "";
    const first = await run([...start, dataDir()], listening, async (output) => {
      password = field(output, "One-time password:");
      shaped(await signIn(output, password), 201, NewSession);
    });
    expect(first.code).toBe(0);
    expect(first.stderr).toBe("");
    expect(first.stdout).toMatch(/^Listening on http:\/\/127\.0\.0\.1:\d+\n/);
    expect(first.stdout).toMatch(/^One-time password: ([a-z2-9]{4}-){4}[a-z2-9]{4} {2}\(shown this once\)$/m);
    const second = await run([...start, dataDir()], listening, async (output) => {
      shaped(await signIn(output, password), 201, NewSession);
    });
    expect(second.stdout.includes(password)).toBe(false);
    expect(second.stdout).toMatch(/^Password: unchanged/m);
  });

  test("--reset-password makes another password; the old one and its sessions are worth nothing", async () => {
    let [oldPassword, token] = ["", ""];
    await run([...start, dataDir()], listening, async (output) => {
      oldPassword = field(output, "One-time password:");
      token = shaped(await signIn(output, oldPassword), 201, NewSession).token;
    });
    await run([...start, dataDir(), "--reset-password"], listening, async (output) => {
      shaped(await signIn(output, field(output, "One-time password:")), 201, NewSession);
      problem(await signIn(output, oldPassword), 401, "invalid-credentials");
      const api = new Api(field(output, "Listening on"));
      problem(await api.send({ path: "/admin/session", token }), 401, "session-expired");
    });
  });

  test("directory and files are private", async () => {
    await run([...start, dataDir()], listening, async () => {
      expect(statSync(dataDir()).mode & 0o777).toBe(0o700);
      for (const name of ["keyrack.sqlite", "keyrack.sqlite-wal", "keyrack.sqlite-shm"]) {
        expect(statSync(join(dataDir(), name)).mode & 0o777, name).toBe(0o600);
      }
    });
  });
});

describe("What is refused", () => {
  const wrong: [string, string[], RegExp][] = [
    ["a port that is none", ["--port", "seventy"], /--port must be a whole number from 0 to 65535/],
    ["a port too high", ["--port", "65536"], /--port must be a whole number/],
    ["an address of a network", ["--host", "0.0.0.0"], /--host must be 127\.0\.0\.1 or ::1/],
    ["a window longer than the contract's", ["--idempotency-window", "601"], /--idempotency-window/],
    ["an unknown flag", ["--prot", "1"], /--prot/],
    ["a stray word", ["4000"], /4000/],
  ];
  test.each(wrong)("%s: a clear message and exit code 2", async (_what, args, message) => {
    const { code, stderr, stdout } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain("npm run service");
    expect(stdout).toBe("");
    expect(existsSync(join(folder, ".keyrack-service"))).toBe(false);
  });

  test("a port in use: a clear message and exit code 1", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    const { code, stderr } = await run(["--port", String(port), "--data", dataDir()]);
    server.close();
    expect(code).toBe(1);
    expect(stderr).toBe(`Port ${port} on 127.0.0.1 is not to be had: another program listens there.\n`);
  });

  test("a data directory that is a file: named, exit code 1", async () => {
    writeFileSync(dataDir(), "");
    const { code, stderr } = await run([...start, dataDir()]);
    expect(code).toBe(1);
    expect(stderr).toContain("cannot be written");
  });
});

test("a damaged database is set aside whole, which is said, and a new one is begun", async () => {
  await run([...start, dataDir()], listening);
  const content = "This is no database.".repeat(1000);
  writeFileSync(join(dataDir(), "keyrack.sqlite"), content);
  const { code, stderr, stdout } = await run([...start, dataDir()], listening);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^One-time password: /m);
  const [, name = ""] = /was set aside as (keyrack\.damaged-\S+Z\.sqlite),/.exec(stderr) ?? [];
  expect(readFileSync(join(dataDir(), name), "utf8")).toBe(content);
});

test("--help explains itself and exits with 0", async () => {
  const { code, stdout } = await run(["--help"]);
  expect(code).toBe(0);
  for (const flag of ["--port", "--data", "--reset-password", "--rate-limit"]) expect(stdout).toContain(flag);
});
