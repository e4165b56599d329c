/** What the use cases need from the world. Adapters implement these; only index.ts knows which. */
import type { AuditEvent } from "../src-preload/contract/activity.ts";
import type { Appearance } from "../src-preload/contract/app.ts";
import type { Dismissal } from "../src-preload/contract/attention.ts";
import type { Connection, Credentials } from "../src-preload/contract/connection.ts";
import type { Failure, Result } from "../src-preload/contract/failure.ts";
import type { KeptKey } from "../src-preload/contract/kept.ts";
import type { ApiKey, KeyLimits } from "../src-preload/contract/keys.ts";
import type { Preferences } from "../src-preload/contract/preferences.ts";
import type { ManualRotation } from "../src-preload/contract/rotation.ts";
import type { ServerOffer, ServerPlace } from "../src-preload/contract/server.ts";
import type { Session } from "../src-preload/contract/session.ts";
import type { ProxyChoice } from "../src-preload/contract/transport.ts";
import type { EnvFiles } from "./env-file-port.ts";

/** A session just opened, with its bearer token. The token stays in main. */
export interface OpenedSession {
  token: string;
  session: Session;
}

/** One page of a key list, newest first. */
export interface KeyPage {
  keys: ApiKey[];
  /** Opaque; null on the last page. */
  nextCursor: string | null;
  /** Null without the capability `limit`. */
  limits: KeyLimits | null;
  /** The validator to send next time, so that an unchanged list costs nothing (RFC 9110, 13.1.2). */
  etag: string | null;
  /** The server has keys it does not bring up in any page: one that is missing here may well be there. */
  partial?: true;
}

/** What to list. */
export interface ListQuery {
  /** `retiring` is known to servers with the capability `rotate` alone. */
  status: "active" | "retiring" | "revoked";
  cursor?: string;
  /** With it, the answer may be `unchanged`. */
  etag?: string;
}

/** A key just created, with its value. The value stays in main until the reveal modal asks. */
export interface CreatedKey {
  apiKey: ApiKey;
  value: string;
}

/** A successor just made, and the key whose place it takes. */
export interface RotatedKey extends CreatedKey {
  predecessor: ApiKey;
}

/** Something that happened on the server, as the stream of events tells it. */
export interface ServerEvent {
  /** `key.revoked` and its like; `ready`: nothing but where the stream begins; `reset`: what was missed cannot be told any more. */
  type: string;
}

/** How to listen to a server's events. */
export interface Listening {
  /** The last event that was heard before, so that none is missed; null to begin with the next one. */
  after: string | null;
  /** Ends the listening. */
  signal: AbortSignal;
  /** The server has begun to tell. */
  onOpen(): void;
  /** `id`: to go on after it; null where the server gives none that could be sent back. */
  onEvent(event: ServerEvent, id: string | null): void;
}

/** One page of the audit trail, newest first. */
export interface AuditPage {
  events: AuditEvent[];
  /** Opaque; null on the last page. */
  nextCursor: string | null;
}

/** One call with a key, as its holder would make it. */
export type TriedCall =
  /** `self`: which key is this; `inbound`: the shipments of a warehouse. */
  { call: "self" } | { call: "inbound"; warehouseId: string };

/** What a key's call came to. */
export interface TriedAnswer {
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** What the server said of it, in the contract's words; `other` with a failure's sentence. */
  verdict:
    | { kind: "works" }
    /** The value is another key's than the one it is kept for. */
    | { kind: "another-key" }
    | { kind: "key-refused" | "warehouse-required" | "unknown-warehouse" | "forbidden" }
    | { kind: "other"; failure: Failure };
}

/**
 * What Keyrack asks of one server. Every method answers a Result and never throws; failures carry a sentence for people. What a
 * server cannot do (`Session.capabilities`) is not asked of it; an adapter answers `unsupported` all the same.
 */
export interface ManagementApi {
  /** `code-required` when the account wants a code as well: then everything is sent again, with it. */
  openSession(credentials: Credentials): Promise<Result<OpenedSession>>;
  /** `session-expired` when the token is no longer good. */
  readSession(token: string): Promise<Result<Session>>;
  closeSession(token: string): Promise<Result<null>>;
  /** A server without the capability `history` answers what it still has of revoked keys in one page. */
  listKeys(token: string, query: ListQuery): Promise<Result<KeyPage | "unchanged">>;
  /** Retried by the adapter with the same Idempotency-Key when the answer is lost; `outcome-unknown` if it stays lost. */
  createKey(
    token: string,
    input: {
      name: string | null;
      /** Only with the capability `expiry`. */
      expiresInDays: number | null;
      /** Not looked at without the capability `repeatableCreate`; such a create is sent once. */
      idempotencyKey: string;
    },
  ): Promise<Result<CreatedKey>>;
  /** Makes a successor; only with the capability `rotate`. Retried like a create. */
  rotateKey(
    token: string,
    input: { keyId: string; graceSeconds: number; idempotencyKey: string },
  ): Promise<Result<RotatedKey>>;
  renameKey(token: string, input: { keyId: string; name: string | null }): Promise<Result<ApiKey>>;
  /** Asks with the key itself which key it is; `value-refused` when the server does not know it. Only with `verify`. */
  verifyKey(value: string): Promise<Result<{ keyId: string }>>;
  /** Safe to repeat: the first `revokedAt` stays. The answer is the key as it is afterwards, also where the server drops it. */
  revokeKey(token: string, input: { keyId: string; reason: string | null }): Promise<Result<ApiKey>>;
  /** Calls the API with a key's value, once: what is measured is one call, and what fails shall be seen. */
  tryKey(key: { value: string; keyId: string }, call: TriedCall): Promise<TriedAnswer>;
  /** What happened on the server or to one key, from `cursor` (null: the newest) on; only with the capability `audit`. */
  readAudit(token: string, query: { cursor: string | null; keyId: string | null }): Promise<Result<AuditPage>>;
  /** Hears what happens from now on, until the stream ends or breaks; only with the capability `events`. Never retried. */
  listen(token: string, listening: Listening): Promise<Result<null>>;
}

/** A server's address. */
export interface Address {
  /** Scheme, host and port (the default port left out): `https://api.example.com:8443`. */
  origin: string;
  /** Host and port as a person would recognise them; international names in their ASCII form, so that look-alikes show. */
  host: string;
  /** The path that was typed, without a slash at its end: `/api/auth`; null for none. */
  path: string | null;
}

/** A server's address and what stands there: all that is needed to speak with it. */
export interface Endpoint extends ServerPlace {
  /** Scheme, host and port: `https://host:port`. */
  origin: string;
}

/** Opens clients to servers. */
export interface Servers {
  /** The kinds of servers there are adapters for. */
  readonly offers: readonly ServerOffer[];
  /** What a person typed; `invalid-address` or `insecure-address` otherwise. */
  resolve(address: string): Result<Address>;
  /** Finds out what stands there; null when something answers that no adapter recognises. A failure: nothing answers. */
  look(address: Address): Promise<Result<ServerPlace | null>>;
  /** Where a server of that kind has its API at this address; `invalid-address` when the path typed cannot be its. */
  place(address: Address, kind: string): Result<ServerPlace>;
  /** The client for an endpoint; the same one, with its kept-alive connections, each time. An unknown kind gets `unsupported`. */
  at(endpoint: Endpoint): ManagementApi;
  /** A proxy's address as a person typed it, in full: `http://host:port`; `invalid-proxy` otherwise. */
  readProxyAddress(typed: string): Result<string>;
  /**
   * The way there may be another one: proxies are asked for anew, kept-alive connections end after the calls under way, and
   * certificate authorities are read again.
   */
  forgetProxies(): void;
  /** Whether the runtime offers the system's own certificate store (Node 22.15 and later). */
  readonly systemAuthorities: boolean;
  /** How many certificates a PEM file of authorities holds; `authorities-unreadable` with the reason. */
  readAuthorities(path: string): Promise<Result<number>>;
  /** Ends all kept-alive connections. */
  close(): Promise<void>;
}

/** What the system says about proxies. */
export interface ProxyResolver {
  /** Which proxies lead to an origin, in the words of automatic configuration: `PROXY a:3128; DIRECT`. May take seconds. */
  resolve(origin: string): Promise<string>;
  /** The system's settings, and a script they name, are read anew next time. */
  forget(): void;
}

/** What the way to servers depends on, asked for whenever a way is taken. */
export interface WayToServers {
  proxy(): ProxyChoice;
  /** The manual proxy's password; `proxy-credentials` or the keychain's failure where it cannot be had. */
  proxyPassword(): Promise<Result<string>>;
  resolver: ProxyResolver;
  /** Path of the PEM file of further authorities. */
  authoritiesFile(): string | null;
  /** That file was read, or could not be, before connections were made. */
  authoritiesRead(count: Result<number>): void;
}

/** The Local workspace's service, run by the app itself. */
export interface LocalService {
  /**
   * Starts it unless it runs. `preferredPort` keeps scripts' addresses stable over restarts. `setAside`: its database was
   * damaged and now bears that name, and a new one was begun; only in the answer to the start that did so.
   */
  start(preferredPort: number | null): Promise<Result<{ origin: string; setAside: string | null }>>;
  /** A fresh admin session over the private message port. */
  openSession(): Promise<Result<OpenedSession>>;
  stop(): Promise<void>;
  /** Has `listener` told whenever it ends by itself after it had started: a crash, or somebody killed it. */
  onEnd(listener: () => void): void;
}

/** The keychain's answer to a read. */
export type SecretAnswer =
  | { status: "ok"; value: string }
  /** No entry. Never answered when an entry was expected: that is `denied`. */
  | { status: "absent" }
  /** The keychain is there, but locked, or its collection does not exist yet. */
  | { status: "locked" }
  /** The unlock prompt was dismissed, or the system said no. */
  | { status: "denied" }
  /** No keychain service on this machine or session. */
  | { status: "unavailable" };

/** The keychain's answer to a write or a removal. */
export type SecretChange = { status: "ok" } | Exclude<SecretAnswer, { status: "ok" } | { status: "absent" }>;

/** The OS keychain. Values stay under 1,000 bytes (Windows' limit is 2,560 bytes of UTF-16). */
export interface SecretStore {
  /** `expected`: an entry is known to exist, so the keychain's empty answer means a dismissed prompt. */
  read(account: string, options: { expected: boolean }): Promise<SecretAnswer>;
  write(account: string, value: string): Promise<SecretChange>;
  /** `expected`: an entry is known to exist; then `ok` means that it is certainly gone, whoever removed it. */
  remove(account: string, options: { expected: boolean }): Promise<SecretChange>;
  /** The keychain is about to be needed: a person opened a menu of kept keys. Makes the next call quicker. */
  warm(): void;
  /** Whether it may be needed at any moment without notice. Costs memory while it is on. */
  standBy(on: boolean): void;
}

/** Where and how large the window was. Device-independent pixels. */
export interface WindowPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  maximized: boolean;
}

/** What is remembered between runs, none of it secret. */
export interface Settings {
  connections: Connection[];
  activeConnectionId: string | null;
  appearance: Appearance;
  window: WindowPlace | null;
  /** The Local workspace's port of last time. */
  localPort: number | null;
  /** Which keys are kept on this computer; their values are in the keychain. */
  kept: KeptKey[];
  preferences: Preferences;
  proxy: ProxyChoice;
  /** Whether the proxy's password was stored in the keychain. */
  proxyPasswordStored: boolean;
  /** Path of a PEM file of further certificate authorities. */
  authoritiesFile: string | null;
  /** Rotations by hand that are under way, on servers that cannot rotate. */
  rotations: ManualRotation[];
  /** What the person does not want to be told again, by connection. */
  dismissals: (Dismissal & { connectionId: string })[];
  /** When the last reminder was shown outside the window; null if never. */
  remindedAt: string | null;
  /** What the last reminder of each connection was about: another one comes only when there is something else. */
  remindedOf: (Dismissal & { connectionId: string })[];
  /** Whether the person has been told once that closing the window leaves Keyrack in the tray. */
  trayHintShown: boolean;
  /** When which Electron found no graphics card that it can use (desktop/rendering.ts); null where it did, or nobody has looked. */
  softwareRendering: { electron: string; foundAt: string } | null;
}

/** The settings file. */
export interface SettingsStore {
  /** Reads once; afterwards answers what is in memory. */
  current(): Settings;
  /** Changes some settings and writes the file atomically. `settings-not-saved` keeps the change for this run. */
  update(change: Partial<Settings>): Promise<Result<null>>;
  /** Waits until everything changed so far is on disk; before quitting. */
  flush(): Promise<void>;
}

/** A key list as it was last true, with whose it was. Metadata only. */
export interface CachedList {
  session: Session;
  active: ApiKey[];
  retiring: ApiKey[];
  /** As many as were on screen; the rest is the server's to tell. */
  revoked: ApiKey[];
  moreRevoked: boolean;
  limits: KeyLimits | null;
  /** When it was true. */
  asOf: string;
}

/** The offline key list, by connection. */
export interface KeyListCache {
  /** At once, because the rows are to be on screen before anything else answers; null when there is none to be had. */
  read(connectionId: string): CachedList | null;
  write(connectionId: string, list: CachedList): Promise<void>;
  remove(connectionId: string): Promise<void>;
  /** Waits until everything changed so far is on disk; before quitting. */
  flush(): Promise<void>;
}

/**
 * Revoked keys of servers that do not keep them (without the capability `history`): metadata, when, and why. It is all there
 * is of them, so unlike the cache it outlives signing out, and goes with its connection.
 */
export interface RevokedMemory {
  /** Newest revocation first; empty when there is nothing, or nothing that can be read (which is then set aside, never lost). */
  read(connectionId: string, accountId: string): Promise<ApiKey[]>;
  /** Adds or replaces records by key id; their `remembered` is true. */
  remember(connectionId: string, accountId: string, keys: readonly ApiKey[]): Promise<void>;
  /** They are active again on the server. */
  drop(connectionId: string, accountId: string, keyIds: readonly string[]): Promise<void>;
  /** The connection is gone. */
  remove(connectionId: string): Promise<void>;
  /** Waits until everything changed so far is on disk; before quitting. */
  flush(): Promise<void>;
}

/** X11 has two clipboards: the one of copy and paste, and the primary selection of the middle mouse button. */
export type Selection = "clipboard" | "primary";

/** The system clipboard. Synchronous before Electron 44, asynchronous after: always awaited. */
export interface Clipboard {
  /** The clipboards this system has. */
  readonly selections: readonly Selection[];
  /** Whether `write` can ask clipboard managers to keep the text out of their history. */
  readonly conceals: boolean;
  write(text: string): Promise<void>;
  read(selection?: Selection): Promise<string>;
  clear(selection: Selection): Promise<void>;
}

/** The time. */
export interface Clock {
  now(): Date;
  /** Runs `run` once, `ms` milliseconds from now; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** What can be asked of the desktop around the window. */
export interface Desktop {
  /** Makes it the global shortcut of quick copy (null: none); false when the system does not give it. */
  setShortcut(accelerator: string | null): boolean;
  /** Throws with a Node error code when the system does not take it. */
  setStartAtLogin(on: boolean): Promise<void>;
  /** Has the person choose a file of certificates; its path, or null if they would rather not. */
  chooseCertificateFile(): Promise<string | null>;
}

/** A Keyrack that is newer than this one. */
export interface NewerVersion {
  version: string;
  /** Whether it has been fetched and takes this one's place when Keyrack is quit; otherwise the person installs it. */
  installsItself: boolean;
}

/** Where newer versions are to be found, if whoever made this package said so. */
export interface Updates {
  /** Null where there is none, or where nobody answered. */
  look(): Promise<NewerVersion | null>;
}

/** Files of the person's choice. */
export interface UserFiles {
  /** Has the person choose a `.env` file that is there, or name a `fresh` one; its path, or null if they would rather not. */
  chooseEnvFile(fresh: boolean): Promise<string | null>;
  /** Asks where an export shall go; null if nowhere. */
  chooseExportPlace(fileName: string): Promise<string | null>;
  /** Writes an export as a whole; what was there stays if that fails. Throws with a Node error code. */
  writeExport(path: string, text: string): Promise<void>;
}

/** Everything the use cases may reach. */
export interface Ports {
  servers: Servers;
  localService: LocalService;
  secretStore: SecretStore;
  settings: SettingsStore;
  cache: KeyListCache;
  revokedMemory: RevokedMemory;
  clipboard: Clipboard;
  desktop: Desktop;
  userFiles: UserFiles;
  envFiles: EnvFiles;
  clock: Clock;
}
