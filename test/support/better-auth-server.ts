/**
 * A real Better Auth server for tests, on a free port of 127.0.0.1 with its database in a SQLite file: in this process, or in
 * one of its own. Both are steered by the same `BetterAuthServer`, which acts behind Keyrack's back as another device would.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiKeyConfigurationOptions } from "@better-auth/api-key";
import { controlNames, runBetterAuth } from "./better-auth-server-run.mjs";

/** What the server has. What is left out is as Better Auth has it, but for the rate limit on requests, which is off. */
export interface BetterAuthOptions {
  /** The api-key plugin's own options; several configurations as an array; false: without the plugin. */
  apiKey?: ApiKeyConfigurationOptions | ApiKeyConfigurationOptions[] | false;
  /** Whether it has the bearer plugin; true by default. */
  bearer?: boolean;
  /** Whether it has the two-factor plugin; false by default. An account wants a code only after `enableTotp`. */
  twoFactor?: boolean;
  /** Whether e-mail and password open a session over HTTP; true by default. */
  passwords?: boolean;
  /** Whether an account has to have proved its e-mail address, which the seeded one has not; false by default. */
  provenEmails?: boolean;
  /** Hashes passwords in no time, for tests that sign in often; false by default. The same for one database, each time. */
  quickPasswords?: boolean;
  /**
   * Better Auth's limit on requests: `true` is what it is in production (3 sign-ins in 10 s); an object is another one, in
   * seconds, for every path.
   */
  rateLimit?: boolean | { window: number; max: number };
  /** How long a session lasts, in seconds; a week by default. */
  sessionSeconds?: number;
  /** Paths below `basePath` it does not offer, such as `/api-key/update`: answered with 404 and plain text. */
  disabledPaths?: readonly string[];
  /** How many rows it brings up at once, whatever a page asks for; Better Auth's own is 100. */
  findManyLimit?: number;
  /** Further origins it takes requests with cookies from, such as a proxy's before it: `http://127.0.0.1:*`. */
  trustedOrigins?: readonly string[];
  /** `/api/auth` by default. */
  basePath?: string;
  /** The port to listen on; a free one by default. With `data`, the same server comes back. */
  port?: number;
  /** The folder with its database; by default an empty one that is removed with the server. */
  data?: string;
}

/** The account every server begins with. */
export interface BetterAuthUser {
  email: string;
  password: string;
  name: string;
}

/** What `auth.api.verifyApiKey` says of a key's value. */
export interface BetterAuthVerdict {
  valid: boolean;
  /** Better Auth's own words, such as `KEY_DISABLED` or `RATE_LIMITED`; null while valid. */
  error: { code?: string; message?: unknown } | null;
  /** Which key it is; null when it is not valid. */
  keyId: string | null;
}

/** A row of its table of keys. */
export interface BetterAuthKeyRow {
  id: string;
  name: string | null;
  start: string | null;
  enabled: boolean;
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What acts on the server directly, in its own process, without HTTP. Every method rejects when it is not done. */
export interface BetterAuthControls {
  /** The server's own word on a key's value. Counts as one of the key's verifications (10 a day unless told otherwise). */
  verify(key: string): Promise<BetterAuthVerdict>;
  /** Makes a key for the seeded account, or for another by its e-mail. `expiresIn` in seconds. */
  createKey(input?: {
    name?: string;
    expiresIn?: number;
    prefix?: string;
    configId?: string;
    owner?: string;
  }): Promise<{ id: string; key: string }>;
  /** Writes `count` keys straight into the table, a second apart, named `Key 1` (the oldest) and so on. */
  seedKeys(count: number): Promise<void>;
  /** Changes columns of a key's row; moments as ISO 8601. */
  changeKey(id: string, values: Partial<Omit<BetterAuthKeyRow, "id">>): Promise<void>;
  deleteKey(id: string): Promise<void>;
  /** All keys of all accounts, newest first. */
  keys(): Promise<BetterAuthKeyRow[]>;
  /** Removes what has expired, which Better Auth does by itself every ten seconds at most. */
  dropExpiredKeys(): Promise<void>;
  /** Opens a session of the seeded account without its password, and answers its signed token, as a browser would hold it. */
  openSession(): Promise<string>;
  /** How many sessions there are. */
  sessions(): Promise<number>;
  /** Ends all sessions of all accounts. */
  endSessions(): Promise<void>;
  /** From now on the seeded account wants a code. Only with `twoFactor`. */
  enableTotp(): Promise<void>;
  /** The code its authenticator app shows now. */
  totpCode(): Promise<string>;
  /** Adds an account. */
  addUser(user: BetterAuthUser): Promise<void>;
  /** Removes an account with its sessions. */
  removeUser(email: string): Promise<void>;
}

/** A server that listens. */
export interface BetterAuthServer extends BetterAuthControls {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Where its API begins: `/api/auth`. */
  basePath: string;
  port: number;
  /** The folder with its database. */
  data: string;
  user: BetterAuthUser;
  close(): Promise<void>;
}

/** Starts one in this process: for unit tests. Better Auth keeps some of its state in the process, not in the server. */
export async function startBetterAuth(options: BetterAuthOptions = {}): Promise<BetterAuthServer> {
  const { data, remove } = folderFor(options);
  const running = await runBetterAuth(data, options);
  return {
    ...running,
    async close() {
      await running.close();
      remove();
    },
  };
}

/** Starts one in a process of its own: for the real app's tests. `options` have to survive JSON. */
export async function startBetterAuthProcess(options: BetterAuthOptions = {}): Promise<BetterAuthServer> {
  const { data, remove } = folderFor(options);
  const child = fork(join(import.meta.dirname, "better-auth-server-process.mjs"), [data, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // What a test runner says of itself would make Better Auth less strict.
    env: { ...process.env, NODE_ENV: "production", TEST: undefined },
    execArgv: [],
  });
  // A test process that ends without closing it takes it along.
  const endNow = () => child.kill("SIGKILL");
  process.once("exit", endNow);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const waiting = new Map<number, (message: Answered) => void>();
  child.on("message", (message: Answered) => {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      for (const [id, settle] of waiting) settle({ id, error: `The Better Auth process ended:\n${printed}` });
      resolve();
    });
  });
  let asked = 0;
  function ask<T>(method: string, ...inputs: unknown[]): Promise<T> {
    const id = asked++;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value as T) : reject(new Error(error))));
      if (child.connected) child.send({ id, method, inputs });
      else reject(new Error(`The Better Auth process does not run:\n${printed}`));
    });
  }
  const place = await ask<Pick<BetterAuthServer, "origin" | "basePath" | "port" | "user">>("place");
  const controls = Object.fromEntries(
    controlNames.map((method) => [method, (...inputs: unknown[]) => ask(method, ...inputs)]),
  ) as unknown as BetterAuthControls;
  return {
    ...place,
    ...controls,
    data,
    async close() {
      process.off("exit", endNow);
      child.kill("SIGTERM");
      await ended;
      remove();
    },
  };
}

/** What the process answers. */
interface Answered {
  id: number;
  value?: unknown;
  error?: string;
}

function folderFor({ data }: BetterAuthOptions): { data: string; remove: () => void } {
  if (data !== undefined) return { data, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "keyrack-better-auth-"));
  return { data: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
