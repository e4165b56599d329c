/** Keyrack without a window: the real use cases, servers, settings and cache in this process, asked through the real IPC handlers. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { WebContents } from "electron";
import { vi } from "vitest";
import { createKeyListCache } from "../../src-main/cache/key-list-cache.ts";
import { createRevokedMemory } from "../../src-main/cache/revoked-memory.ts";
import type { Context } from "../../src-main/context.ts";
import { systemClock } from "../../src-main/desktop/system-clock.ts";
import { createEnvFiles } from "../../src-main/env-file/env-files.ts";
import { failed } from "../../src-main/failures.ts";
import { Held } from "../../src-main/held.ts";
import { broadcastState } from "../../src-main/ipc/broadcast.ts";
import { createHandlers } from "../../src-main/ipc/handlers.ts";
import { answer } from "../../src-main/ipc/register.ts";
import type { Clipboard, Clock, LocalService, SecretStore } from "../../src-main/ports.ts";
import type { TransportOptions } from "../../src-main/servers/limits.ts";
import { createServers } from "../../src-main/servers/servers.ts";
import { openSettings } from "../../src-main/settings/settings-store.ts";
import { createState } from "../../src-main/state.ts";
import { keepListInCache, showCachedList } from "../../src-main/use-cases/cached-list.ts";
import { keepAttention } from "../../src-main/use-cases/keep-attention.ts";
import { keepListening } from "../../src-main/use-cases/keep-listening.ts";
import { lookForLostKeys } from "../../src-main/use-cases/lost-creates.ts";
import { keepReconnecting } from "../../src-main/use-cases/reconnect.ts";
import { rememberAbilities } from "../../src-main/use-cases/remember-abilities.ts";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Channel, Input, Output } from "../../src-preload/contract/ipc.ts";
import { FakeClipboard, FakeSecretStore } from "./fake-ports.ts";
import { noWindow } from "./no-window.ts";
import { quickFolder } from "./quick-folder.ts";

// The gate's file imports it to listen to windows. Outside Electron the package is a path, or a download of the program.
vi.mock("electron", () => ({ ipcMain: null }));

/** Tries again almost at once; otherwise as patient as the app, so that a busy machine fails no test. */
export const quickRetries: TransportOptions = { retryDelaysMs: [2, 4] };

/** Gives up on a silent server after about a second (undici looks at its header time-outs every half second only), and tries once more. */
export const impatient: TransportOptions = {
  headersTimeoutMs: 500,
  bodyTimeoutMs: 800,
  retryDelaysMs: [2],
};

/** What Keyrack runs on here. What is left out is real, or says why it is not. */
export interface HeadlessOptions {
  /** The profile; a fresh temporary folder by default, removed by `dispose`. */
  folder?: string;
  /** In memory by default, in the keychain's place: the real keyring is covered by the keychain's own tests and the end-to-end tests. */
  secretStore?: SecretStore;
  /** In memory by default: the system's belongs to a desktop. */
  clipboard?: Clipboard;
  clock?: Clock;
  /** `quickRetries` by default. */
  transport?: TransportOptions;
  /** None by default: the app runs it in a process of Electron's. */
  localService?: LocalService;
  /** Whether it tries again by itself while offline, as the app does; only with a clock that a test controls. */
  reconnecting?: boolean;
  /** Whether it listens to the server's events, as the app does; only with a clock that a test controls. */
  listening?: boolean;
}

/** A running Keyrack. */
export interface Headless {
  /** The state as the window would draw it. */
  state(): AppState;
  /** Asks as the window would: input and output are parsed by the contract. Never rejects. */
  ask<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** Every message to the window so far, answers and changes of the state, as JSON: for looking for secrets. */
  readonly messages: readonly string[];
  /** What is held in memory and the ports, for looking where the window cannot. */
  readonly context: Context;
  readonly folder: string;
  readonly secretStore: SecretStore;
  /** Ends this run, writes what is to be written, and starts again on the same folder and keychain. Asks no server by itself. */
  restart(change?: Pick<HeadlessOptions, "transport" | "clock">): Promise<Headless>;
  /** Ends this run and removes a folder that was made here. */
  dispose(): Promise<void>;
}

/** Starts it. As in the app, the settings and cached rows are there at once; `ask("session:restore", {})` takes up the session. */
export function startHeadless(options: HeadlessOptions = {}): Headless {
  return options.folder === undefined
    ? compose({ ...options, folder: quickFolder("headless") }, true)
    : compose({ ...options, folder: options.folder }, false);
}

function compose(options: HeadlessOptions & { folder: string }, removesFolder: boolean): Headless {
  const { folder } = options;
  const secretStore = options.secretStore ?? new FakeSecretStore();
  const clock = options.clock ?? systemClock;
  const clipboard = options.clipboard ?? new FakeClipboard();
  const { store: settings, notice } = openSettings({ folder, clock });
  const about = { version: "0", electron: "0", chromium: "0", node: "0", platform: "test", profileFolder: folder };
  const notices = notice ? [{ id: "settings-unreadable", tone: "warning" as const, message: notice }] : [];
  const servers = createServers(options.transport ?? quickRetries);
  const context: Context = {
    servers,
    localService: options.localService ?? noLocalService,
    secretStore,
    settings,
    cache: createKeyListCache(join(folder, "cached-lists")),
    revokedMemory: createRevokedMemory(join(folder, "cached-lists"), clock),
    clipboard,
    // Shortcuts, starting at login and file dialogs are the desktop's; nothing here asks for them.
    desktop: { setShortcut: () => true, setStartAtLogin: async () => {}, chooseCertificateFile: async () => null },
    userFiles: {
      chooseEnvFile: async () => null,
      chooseExportPlace: async () => null,
      writeExport: async () => {},
    },
    envFiles: createEnvFiles(),
    clock,
    held: new Held(),
    state: createState(about, settings.current(), notices, clipboard.conceals, servers),
  };
  // What src-main/compose/program.ts sets going, as far as it needs no Electron.
  showCachedList(context);
  keepListInCache(context);
  const stopAttention = keepAttention(context);
  const stopAbilities = rememberAbilities(context);
  lookForLostKeys(context);

  const messages: string[] = [];
  const window = { isDestroyed: () => false, send: (...event: unknown[]) => messages.push(JSON.stringify(event)) };
  const stopBroadcast = broadcastState(context.state, () => [window as unknown as WebContents]);
  const reconnection = options.reconnecting ? keepReconnecting(context) : null;
  // Without chance, so that a test goes the same way again.
  const stopListening = options.listening ? keepListening(context, () => 0.5) : null;
  const handlers = createHandlers(context, noWindow);

  async function stop(): Promise<void> {
    reconnection?.stop();
    stopListening?.();
    stopBroadcast();
    stopAttention();
    stopAbilities();
    await context.servers.close();
    await Promise.all([context.cache.flush(), context.revokedMemory.flush(), settings.flush()]);
  }

  return {
    state: () => context.state.getState(),
    async ask(channel, input) {
      const result = await answer(channel, handlers[channel], [input]);
      // `keys:reveal` hands out a new key's value on purpose.
      if (channel !== "keys:reveal") messages.push(JSON.stringify([channel, result]));
      return result;
    },
    messages,
    context,
    folder,
    secretStore,
    async restart(change = {}) {
      await stop();
      return compose({ ...options, ...change, secretStore, clipboard }, removesFolder);
    },
    async dispose() {
      await stop();
      if (removesFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const noLocalService: LocalService = {
  start: async () => failed("local-service", { reason: "there is none in this test" }),
  openSession: async () => failed("local-service", { reason: "there is none in this test" }),
  stop: async () => {},
  onEnd: () => {},
};
