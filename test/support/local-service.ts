/** The real local service for tests: in this process, or as the built command line in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type LocalService, type ServiceOptions, startService } from "../../src-main/local-service/service.ts";

/** The password every test service's admin has. */
const testPassword = "correct horse battery staple";

/** Hashing that takes no time; what real hashing costs is tested where it matters. */
const cheapPasswords = { N: 16, r: 1, p: 1 };

/** A service that listens, and how to sign in to it. */
export interface TestService {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Where its database lies. */
  readonly dataDir: string;
  readonly adminEmail: string;
  readonly adminPassword: string;
  /** Stops it; removes the data directory if it was made here. */
  close(): Promise<void>;
}

function dataDirectory(given: string | undefined): { dataDir: string; remove: () => void } {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), "keyrack-service-"));
  return { dataDir, remove: () => given ?? rmSync(dataDir, { recursive: true, force: true }) };
}

/** Starts the service from source in this process, by default on a free port and a fresh directory. */
export async function startLocalService(
  options: Partial<ServiceOptions> = {},
): Promise<TestService & { service: LocalService }> {
  const { dataDir, remove } = dataDirectory(options.dataDir);
  const service = await startService({ port: 0, passwordCost: cheapPasswords, ...options, dataDir });
  const { email } = await service.ensureAdmin(testPassword);
  return {
    service,
    origin: service.origin,
    dataDir,
    adminEmail: email,
    adminPassword: testPassword,
    async close() {
      await service.close();
      remove();
    },
  };
}

/** How to spawn the command line. */
export interface SpawnOptions {
  /** The built command line; `out/main/local-service-cli.js` by default. */
  readonly cli?: string;
  readonly dataDir?: string;
  /** More flags, such as `--rate-limit 10000`. */
  readonly args?: readonly string[];
}

/** Starts the built command line under this Node and waits until it listens. */
export async function spawnLocalService(
  options: SpawnOptions = {},
): Promise<TestService & { child: ChildProcess; exited: Promise<number | null> }> {
  const { dataDir, remove } = dataDirectory(options.dataDir);
  const cli = options.cli ?? resolve(import.meta.dirname, "../../out/main/local-service-cli.js");
  const child = spawn(process.execPath, [cli, "--port", "0", "--data", dataDir, ...(options.args ?? [])], {
    env: { ...process.env, KEYRACK_SERVICE_PASSWORD: testPassword },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const lines: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, label = "", value = ""] = /^(Listening on|Admin e-mail:) (.+)$/.exec(line) ?? [];
    lines[label] = value;
    if (lines["Admin e-mail:"]) break;
  }
  const origin = lines["Listening on"];
  const adminEmail = lines["Admin e-mail:"];
  if (!origin || !adminEmail) throw new Error(`${cli} did not start: exit code ${await exited}`);
  return {
    child,
    exited,
    origin,
    dataDir,
    adminEmail,
    adminPassword: testPassword,
    async close() {
      child.kill("SIGTERM");
      await exited;
      remove();
    },
  };
}
