/** Fakes of the ports for use-case tests: a server in memory and a keychain that can be put into any of its five states. */

import type { Context } from "../../src-main/context.ts";
import { createEnvFiles } from "../../src-main/env-file/env-files.ts";
import { done, failed, failure, succeeded } from "../../src-main/failures.ts";
import { Held } from "../../src-main/held.ts";
import type {
  CachedList,
  Clipboard,
  Clock,
  KeyListCache,
  Listening,
  ListQuery,
  LocalService,
  ManagementApi,
  RevokedMemory,
  SecretAnswer,
  SecretStore,
  Selection,
  Settings,
  SettingsStore,
  TriedAnswer,
  TriedCall,
  UserFiles,
} from "../../src-main/ports.ts";
import { createServers } from "../../src-main/servers/servers.ts";
import { defaultSettings } from "../../src-main/settings/settings-file.ts";
import { createState } from "../../src-main/state.ts";
import type { AuditEvent } from "../../src-preload/contract/activity.ts";
import type { Credentials } from "../../src-preload/contract/connection.ts";
import type { Failure, FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Capabilities } from "../../src-preload/contract/server.ts";
import type { Session } from "../../src-preload/contract/session.ts";
import { keyrackCapabilities, keyrackHeader, keyrackPlace } from "./capabilities.ts";

/** A session as a server would answer it. */
export const sampleSession: Session = {
  account: { id: "acc_1", name: "Ada", email: "ada@example.com" },
  organization: { id: "org_1", name: "Example" },
  warehouses: [{ id: "wh_rotterdam", name: "Rotterdam" }],
  capabilities: keyrackCapabilities(),
  keyHeader: keyrackHeader,
  expiresAt: "2026-12-24T00:00:00.000Z",
};

/** A key's metadata with some of it chosen. */
export function sampleKey(change: Partial<ApiKey> = {}): ApiKey {
  return {
    id: "key_1",
    name: "Production API",
    start: "krk_9fK2",
    last4: "x7Qd",
    status: "active",
    createdAt: "2026-08-01T09:00:00.000Z",
    createdBy: { id: "acc_1", name: "Ada" },
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    revokedBy: null,
    revocationReason: null,
    rotation: null,
    remembered: false,
    ...change,
  };
}

/** Somebody who listens to a server's events. */
export interface FakeStream extends Omit<Listening, "signal"> {
  open: boolean;
  /** The server ends it, or what lies between does. */
  end(outcome?: Result<null>): void;
}

/** A server in memory, of whatever kind its capabilities say. `failNext` makes its next calls fail, one entry a call. */
export class FakeServer implements ManagementApi {
  keys: ApiKey[] = [];
  token = "krs_good";
  failNext: Failure[] = [];
  /** Runs before each list answer: lets a test change something while the answer is on its way. */
  beforeList: () => void | Promise<void> = () => {};
  /** The audit trail, newest first. */
  events: AuditEvent[] = [];
  /** Runs before each page of it. */
  beforeAudit: () => void | Promise<void> = () => {};
  capabilities: Capabilities = keyrackCapabilities();
  calls: string[] = [];
  /** What was asked to be rotated. */
  rotations: { keyId: string; graceSeconds: number; idempotencyKey: string }[] = [];
  /** Every stream of events that was asked for, the last one last. */
  streams: FakeStream[] = [];
  /** Keys a page. */
  pageSize = 100;

  fail(code: FailureCode): void {
    this.failNext.push(failure(code));
  }

  private get session(): Session {
    return { ...sampleSession, capabilities: this.capabilities };
  }

  private enter<T>(name: string, token: string | null, run: () => Result<T>): Result<T> {
    this.calls.push(name);
    const failing = this.failNext.shift();
    if (failing) return { ok: false, failure: failing };
    return token === null || token === this.token ? run() : failed("session-expired");
  }

  async openSession(credentials: Credentials) {
    return this.enter("openSession", null, () => {
      const opened = succeeded({ token: this.token, session: this.session });
      if ("token" in credentials) return credentials.token === this.token ? opened : failed("invalid-token");
      return credentials.password === "right" ? opened : failed("invalid-credentials");
    });
  }
  async readSession(token: string) {
    return this.enter("readSession", token, () => succeeded(this.session));
  }
  async closeSession(token: string) {
    return this.enter("closeSession", token, () => done);
  }
  async listKeys(token: string, { status, cursor }: ListQuery) {
    const all = this.keys.filter((key) => key.status === status);
    const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    // Copies, as over a network: what changes here later is not on anybody's screen yet.
    const keys = all.slice(from, from + this.pageSize).map((key) => ({ ...key }));
    const nextCursor = from + keys.length < all.length ? (keys.at(-1)?.id ?? null) : null;
    const active = this.keys.filter((key) => key.status === "active").length;
    this.made = Math.max(this.made, this.keys.length);
    const limits = this.capabilities.limit ? { maxActive: 5, active } : null;
    await this.beforeList();
    return this.enter(`listKeys ${status}`, token, () => succeeded({ keys, nextCursor, limits, etag: null }));
  }
  /** Keys made so far: ids of keys that the server has dropped are not given again. */
  private made = 0;
  async createKey(token: string, { name, expiresInDays }: { name: string | null; expiresInDays: number | null }) {
    return this.enter("createKey", token, () => {
      do this.made = Math.max(this.made, this.keys.length) + 1;
      while (this.keys.some(({ id }) => id === `key_${this.made}`));
      const expiresAt =
        expiresInDays === null ? null : new Date(Date.parse("2026-11-23T10:00:00.000Z") + expiresInDays * 86_400_000);
      const apiKey = sampleKey({ id: `key_${this.made}`, name, expiresAt: expiresAt?.toISOString() ?? null });
      this.keys.unshift(apiKey);
      return succeeded({ apiKey, value: `krk_${apiKey.id}_secret_value` });
    });
  }
  async rotateKey(token: string, input: { keyId: string; graceSeconds: number; idempotencyKey: string }) {
    return this.enter("rotateKey", token, () => {
      this.rotations.push(input);
      const { keyId, graceSeconds } = input;
      const key = this.keys.find(({ id }) => id === keyId);
      if (!key) return failed("not-found");
      if (key.status !== "active") return failed("not-rotatable");
      const apiKey = sampleKey({
        id: `key_${this.keys.length + 1}`,
        name: key.name,
        rotation: { replaces: keyId, replacedBy: null, graceSeconds: null, graceEndsAt: null },
      });
      const retiring = { replaces: null, replacedBy: apiKey.id, graceSeconds, graceEndsAt: null };
      Object.assign(key, { status: "retiring", rotation: retiring });
      this.keys.unshift(apiKey);
      return succeeded({ apiKey, value: `krk_${apiKey.id}_secret_value`, predecessor: { ...key } });
    });
  }
  async renameKey(token: string, { keyId, name }: { keyId: string; name: string | null }) {
    return this.enter("renameKey", token, () => this.change(keyId, { name }));
  }
  async revokeKey(token: string, { keyId, reason }: { keyId: string; reason: string | null }) {
    return this.enter("revokeKey", token, () => {
      const replaced = this.keys.find(
        ({ status, rotation }) => status === "retiring" && rotation?.replacedBy === keyId,
      );
      // The rotation is off: the key that was to go stays.
      if (replaced) Object.assign(replaced, { status: "active", rotation: null });
      const now = "2026-11-23T10:00:00.000Z";
      const revocationReason = this.capabilities.reason || this.capabilities.history ? reason : null;
      const revoked = this.change(keyId, { status: "revoked", revokedAt: now, revocationReason });
      if (!this.capabilities.history && revoked.ok) this.keys = this.keys.filter(({ id }) => id !== keyId);
      return revoked;
    });
  }
  listen(token: string, { signal, ...listening }: Listening): Promise<Result<null>> {
    const entered = this.enter("listen", token, () => done);
    if (!entered.ok) return Promise.resolve(entered);
    return new Promise((resolve) => {
      const stream: FakeStream = {
        ...listening,
        open: true,
        end: (outcome = done) => {
          stream.open = false;
          resolve(outcome);
        },
      };
      this.streams.push(stream);
      signal.addEventListener("abort", () => stream.end(failed("connection-lost")), { once: true });
      listening.onOpen();
    });
  }
  async verifyKey(value: string) {
    return this.enter("verifyKey", null, () => {
      const key = this.keys.find(({ id, status }) => status === "active" && value.includes(id));
      return key ? succeeded({ keyId: key.id }) : failed("value-refused");
    });
  }
  async readAudit(token: string, { cursor, keyId }: { cursor: string | null; keyId: string | null }) {
    const all = this.events.filter(({ apiKey }) => keyId === null || apiKey?.id === keyId);
    const from = cursor === null ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    const events = all.slice(from, from + this.pageSize);
    const nextCursor = from + events.length < all.length ? (events.at(-1)?.id ?? null) : null;
    await this.beforeAudit();
    return this.enter("readAudit", token, () => succeeded({ events, nextCursor }));
  }
  /** Answers of `tryKey`, one a call; by default the key works. */
  tried: TriedAnswer[] = [];
  async tryKey({ value }: { value: string; keyId: string }, call: TriedCall): Promise<TriedAnswer> {
    this.calls.push(`tryKey ${call.call}${call.call === "inbound" ? ` ${call.warehouseId}` : ""} ${value}`);
    return this.tried.shift() ?? { status: 200, verdict: { kind: "works" } };
  }
  private change(keyId: string, change: Partial<ApiKey>): Result<ApiKey> {
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) return failed("not-found");
    Object.assign(key, change);
    return succeeded({ ...key });
  }
}

/** A keychain in memory; set `state` to anything but `ok` and it refuses. */
export class FakeSecretStore implements SecretStore {
  entries = new Map<string, string>();
  state: "ok" | "locked" | "denied" | "unavailable" = "ok";

  async read(account: string, { expected }: { expected: boolean }): Promise<SecretAnswer> {
    if (this.state !== "ok") return { status: this.state };
    const value = this.entries.get(account);
    if (value !== undefined) return { status: "ok", value };
    return { status: expected ? "denied" : "absent" };
  }
  async write(account: string, value: string) {
    if (this.state === "ok") this.entries.set(account, value);
    return { status: this.state };
  }
  async remove(account: string) {
    if (this.state === "ok") this.entries.delete(account);
    return { status: this.state };
  }
  warm() {}
  standBy(_on: boolean) {}
}

class FakeSettings implements SettingsStore {
  settings: Settings = defaultSettings();
  current() {
    return this.settings;
  }
  async update(change: Partial<Settings>) {
    this.settings = { ...this.settings, ...change };
    return done;
  }
  async flush() {}
}

/** Both of X11's clipboards, in memory. */
export class FakeClipboard implements Clipboard {
  readonly selections = ["clipboard", "primary"] as const;
  readonly conceals = false;
  text = "";
  primary = "";
  async write(text: string): Promise<void> {
    this.text = text;
  }
  async read(selection: Selection = "clipboard"): Promise<string> {
    return selection === "primary" ? this.primary : this.text;
  }
  async clear(selection: Selection): Promise<void> {
    if (selection === "primary") this.primary = "";
    else this.text = "";
  }
}

/** A clock that moves only when told to. */
export class FakeClock implements Clock {
  private time = Date.parse("2026-11-23T10:00:00.000Z");
  private timers: { at: number; run: () => void }[] = [];
  now(): Date {
    return new Date(this.time);
  }
  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }
  /** Lets `ms` milliseconds pass and runs what is due. */
  pass(ms: number): void {
    this.time += ms;
    const due = this.timers.filter(({ at }) => at <= this.time);
    this.timers = this.timers.filter(({ at }) => at > this.time);
    for (const { run } of due) run();
  }
}

/** The offline lists, in memory. */
export class FakeCache implements KeyListCache {
  readonly lists = new Map<string, CachedList>();
  read(connectionId: string): CachedList | null {
    return this.lists.get(connectionId) ?? null;
  }
  async write(connectionId: string, list: CachedList): Promise<void> {
    this.lists.set(connectionId, list);
  }
  async remove(connectionId: string): Promise<void> {
    this.lists.delete(connectionId);
  }
  async flush(): Promise<void> {}
}

/** What is remembered of revoked keys, in memory. */
export class FakeRevokedMemory implements RevokedMemory {
  /** By connection and account. */
  readonly records = new Map<string, ApiKey[]>();
  async read(connectionId: string, accountId: string): Promise<ApiKey[]> {
    const all = this.records.get(`${connectionId} ${accountId}`) ?? [];
    return [...all].sort((a, b) => Date.parse(b.revokedAt ?? "") - Date.parse(a.revokedAt ?? ""));
  }
  async remember(connectionId: string, accountId: string, keys: readonly ApiKey[]): Promise<void> {
    const ids = new Set(keys.map(({ id }) => id));
    const others = (await this.read(connectionId, accountId)).filter(({ id }) => !ids.has(id));
    const now = keys.map((key) => ({ ...key, remembered: true }));
    this.records.set(`${connectionId} ${accountId}`, [...now, ...others]);
  }
  async drop(connectionId: string, accountId: string, keyIds: readonly string[]): Promise<void> {
    const kept = (await this.read(connectionId, accountId)).filter(({ id }) => !keyIds.includes(id));
    this.records.set(`${connectionId} ${accountId}`, kept);
  }
  async remove(connectionId: string): Promise<void> {
    for (const name of [...this.records.keys()]) if (name.startsWith(`${connectionId} `)) this.records.delete(name);
  }
  async flush(): Promise<void> {}
}

/** The Local workspace's service: one process at most, which starts and ends as a test has it. */
export class FakeLocalService implements LocalService {
  private running: ReturnType<LocalService["start"]> | null = null;
  private readonly listeners: (() => void)[] = [];
  constructor(private readonly server: FakeServer) {}
  /** One start of the process. */
  async launch(_preferredPort: number | null): ReturnType<LocalService["start"]> {
    return succeeded({ origin: "http://127.0.0.1:4100", setAside: null });
  }
  start(preferredPort: number | null): ReturnType<LocalService["start"]> {
    this.running ??= this.launch(preferredPort).then((launched) => {
      if (!launched.ok) this.running = null;
      else this.running = Promise.resolve(succeeded({ origin: launched.value.origin, setAside: null }));
      return launched;
    });
    return this.running;
  }
  async openSession() {
    return succeeded({ token: this.server.token, session: sampleSession });
  }
  async stop() {
    this.running = null;
  }
  onEnd(listener: () => void) {
    this.listeners.push(listener);
  }
  /** It crashes. */
  end(): void {
    this.running = null;
    for (const tell of this.listeners) tell();
  }
}

/** Dialogs that answer what a test puts there, and files in memory. */
export class FakeUserFiles implements UserFiles {
  envFile: string | null = null;
  exportPlace: string | null = null;
  /** What was asked of the dialogs. */
  asked: string[] = [];
  readonly exports = new Map<string, string>();
  /** What writing throws; nothing by default. */
  failing: Error | null = null;
  async chooseEnvFile(fresh: boolean): Promise<string | null> {
    this.asked.push(fresh ? "fresh" : "existing");
    return this.envFile;
  }
  async chooseExportPlace(fileName: string): Promise<string | null> {
    this.asked.push(fileName);
    return this.exportPlace;
  }
  async writeExport(path: string, text: string): Promise<void> {
    if (this.failing) throw this.failing;
    this.exports.set(path, text);
  }
}

/** A whole world for use cases, and handles on its parts. */
export function fakeWorld() {
  const server = new FakeServer();
  const secretStore = new FakeSecretStore();
  const settings = new FakeSettings();
  const clipboard = new FakeClipboard();
  const cache = new FakeCache();
  const revokedMemory = new FakeRevokedMemory();
  const clock = new FakeClock();
  const desktop = {
    setShortcut: (_accelerator: string | null) => true,
    setStartAtLogin: async (_on: boolean) => {},
    chooseCertificateFile: async (): Promise<string | null> => null,
  };
  const userFiles = new FakeUserFiles();
  const localService = new FakeLocalService(server);
  const about = { version: "0", electron: "0", chromium: "0", node: "0", platform: "test", profileFolder: "/" };
  const context: Context = {
    servers: {
      ...createServers(),
      resolve: (address) => succeeded({ origin: address, host: new URL(address).host, path: null }),
      // What stands there is not looked for over a network.
      look: async () => succeeded(keyrackPlace),
      at: () => server,
    },
    localService,
    secretStore,
    settings,
    clipboard,
    cache,
    revokedMemory,
    clock,
    desktop,
    userFiles,
    envFiles: createEnvFiles(),
    held: new Held(),
    state: createState(about, settings.current(), [], false),
  };
  return {
    context,
    server,
    secretStore,
    settings,
    cache,
    revokedMemory,
    clipboard,
    clock,
    desktop,
    userFiles,
    localService,
  };
}
