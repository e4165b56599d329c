/** Composition root: wires adapters to use cases, with the other pieces in this folder. Loaded while the window's process starts. */
import { join } from "node:path";
import { app, BrowserWindow, nativeTheme } from "electron";
import type { Notice } from "../../src-preload/contract/app.ts";
import { createKeyListCache } from "../cache/key-list-cache.ts";
import { createRevokedMemory } from "../cache/revoked-memory.ts";
import type { Context } from "../context.ts";
import { setStartAtLogin } from "../desktop/autostart.ts";
import { chooseCertificateFile } from "../desktop/certificate-file.ts";
import { systemClipboard } from "../desktop/clipboard.ts";
import { createLocalService } from "../desktop/local-service-host.ts";
import { quitTidily } from "../desktop/quit.ts";
import { rememberRendering } from "../desktop/rendering.ts";
import { createShortcut } from "../desktop/shortcut.ts";
import { systemClock } from "../desktop/system-clock.ts";
import { unwritableNotice } from "../desktop/take-profile.ts";
import { configuredUpdates } from "../desktop/updates.ts";
import { userFiles } from "../desktop/user-files.ts";
import { actOn } from "../desktop/window-actions.ts";
import { createEnvFiles } from "../env-file/env-files.ts";
import { Held } from "../held.ts";
import { broadcastState } from "../ipc/broadcast.ts";
import { createHandlers } from "../ipc/handlers.ts";
import { registerIpc } from "../ipc/register.ts";
import { createSecretStore } from "../keychain/keychain.ts";
import { isCollectionLocked } from "../keychain/locked-collection.ts";
import { keytarProcess } from "../keychain/utility-process.ts";
import { type LaunchOptions, readFlags } from "../launch-options.ts";
import { logLine } from "../log.ts";
import { sessionFrom } from "../servers/keyrack/wire.ts";
import { createServers } from "../servers/servers.ts";
import { openSettings } from "../settings/settings-store.ts";
import { createState } from "../state.ts";
import { keepListInCache, showCachedList } from "../use-cases/cached-list.ts";
import { clearClipboard } from "../use-cases/clipboard-clearing.ts";
import { keepAttention } from "../use-cases/keep-attention.ts";
import { keepListening } from "../use-cases/keep-listening.ts";
import { keepLocalWorkspace } from "../use-cases/keep-local-workspace.ts";
import { lookForUpdates } from "../use-cases/look-for-updates.ts";
import { lookForLostKeys } from "../use-cases/lost-creates.ts";
import { addNotice } from "../use-cases/notices.ts";
import { rememberAbilities } from "../use-cases/remember-abilities.ts";
import { restoreSession } from "../use-cases/restore-session.ts";
import { startReminding } from "./attention.ts";
import { keepFresh } from "./freshness.ts";
import { createMainWindowKeeper } from "./main-window.ts";
import { keepMenu } from "./menu.ts";
import { createQuickCopyPalette, startQuickCopy, tellOutcome } from "./quick-copy.ts";
import { wayToServers } from "./way-to-servers.ts";

/** What the program starts from. */
export interface Beginning {
  /** The profile. */
  folder: string;
  profile: "ours" | "unwritable";
  /** Where the built entries of main lie. */
  entries: string;
  preload: string;
  /** The main window's page, and the one origin of every page. */
  mainUrl: string;
  pageOrigin: string;
}

/** The program, wired and answering the page. */
export interface Program {
  /** Goes on with the window that was opened meanwhile; without one, opens it if it is wanted. */
  begin(options: LaunchOptions, window: BrowserWindow | null): void;
  /** A second Keyrack was started with this command line, and has ended. */
  startedAgain(commandLine: readonly string[]): void;
}

/** Wires it. The page may ask from now on. */
export function run({ folder, profile, entries, preload, mainUrl, pageOrigin }: Beginning): Program {
  const { store: settings, notice } = openSettings({ folder, clock: systemClock });
  const remembered = settings.current();
  nativeTheme.themeSource = remembered.appearance;
  const notices: Notice[] = notice ? [{ id: "settings-unreadable", tone: "warning", message: notice }] : [];
  if (profile === "unwritable") {
    notices.push({ id: "profile-unwritable", tone: "warning", message: unwritableNotice(folder) });
  }

  const servers = createServers(
    undefined,
    wayToServers(() => context),
  );
  const context: Context = {
    servers,
    localService: createLocalService({
      entry: join(entries, "local-service.js"),
      dataDir: join(folder, "local-workspace"),
      sessionFrom,
    }),
    secretStore: createSecretStore(keytarProcess(join(entries, "keytar-process.js")), undefined, isCollectionLocked),
    settings,
    cache: createKeyListCache(join(folder, "cached-lists")),
    revokedMemory: createRevokedMemory(join(folder, "cached-lists"), systemClock, (message) =>
      addNotice(context, { id: "revoked-memory", tone: "warning", message }),
    ),
    clipboard: systemClipboard,
    userFiles,
    envFiles: createEnvFiles(),
    desktop: { setShortcut: createShortcut(() => void palette.toggle()), setStartAtLogin, chooseCertificateFile },
    clock: systemClock,
    held: new Held(),
    state: createState(about(folder), remembered, notices, systemClipboard.conceals, servers),
  };
  const { state } = context;
  // Before the window: its first frame shows the rows, whatever the network and the keychain do.
  showCachedList(context);
  keepListInCache(context);
  keepAttention(context);
  rememberAbilities(context);
  const letLocalWorkspaceGo = keepLocalWorkspace(context);
  lookForLostKeys(context);

  const mainWindow = createMainWindowKeeper(context, {
    preload,
    url: mainUrl,
    onFocus: () => refresh(),
    onLate: settle,
  });
  let refresh = () => {};
  const palette = createQuickCopyPalette(context, { preload, url: `${pageOrigin}/quick-copy.html` }, mainWindow);
  const handlers = createHandlers(context, {
    content: mainWindow.content,
    painted() {
      reportStart();
      mainWindow.painted();
      settle();
      rememberRendering(settings, systemClock);
    },
    closeAnyway: mainWindow.closeAnyway,
    act: (action) => actOn(mainWindow.current(), action),
    hidePalette: palette.hide,
    copied(reference, result) {
      // An unlock prompt takes the focus, and the palette goes with it: somebody has to say what became of the copy.
      if (BrowserWindow.getFocusedWindow() === null) tellOutcome(context, mainWindow, reference, result);
    },
  });
  registerIpc(handlers, pageOrigin);
  broadcastState(state, () =>
    [mainWindow.current(), palette.window()].flatMap((window) => (window ? [window.webContents] : [])),
  );
  state.subscribe((now, before) => {
    if (now.appearance !== before.appearance) nativeTheme.themeSource = now.appearance;
  });

  let settled = false;
  let stopListening = () => {};
  /** What waits until the window's first content is on screen: the person sees it sooner. A hidden start has no window to wait for. */
  function settle(): void {
    if (settled) return;
    settled = true;
    keepMenu(context, mainWindow);
    refresh = keepFresh(context, mainWindow.current);
    stopListening = keepListening(context);
    startReminding(context, mainWindow);
    const updates = configuredUpdates();
    if (updates) lookForUpdates(context, updates);
    restoreSession(context).catch((error: unknown) => logLine("restoring the session failed", error));
    startQuickCopy(context, mainWindow).catch((error: unknown) => logLine("quick copy did not start", error));
  }

  app.on("activate", () => mainWindow.show());
  quitTidily(async () => {
    letLocalWorkspaceGo();
    stopListening();
    await clearClipboard(context);
    await Promise.all([
      context.localService.stop(),
      context.servers.close(),
      context.cache.flush(),
      context.revokedMemory.flush(),
      settings.flush(),
    ]);
  });

  return {
    begin(options, window) {
      if (window !== null) mainWindow.adopt(window);
      else if (options.quickCopy) void palette.toggle();
      else if (!options.hidden) mainWindow.show();
      if (options.hidden || options.quickCopy) settle();
    },
    startedAgain(commandLine) {
      const flags = readFlags(commandLine);
      if (flags.quickCopy) void palette.toggle();
      else if (!flags.hidden) mainWindow.show();
    },
  };
}

/** What the About tab says. */
function about(profileFolder: string) {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    profileFolder,
  };
}

/**
 * Prints how long the start took, once, counted from the start of main's Node. `process.getCreationTime()` would begin a
 * little earlier, but on Linux it is off by up to a second, because the boot time it is reckoned from is rounded.
 */
function reportStart(): void {
  if (reported) return;
  reported = true;
  process.stdout.write(`Keyrack ready in ${Math.round(performance.now())} ms\n`);
}
let reported = false;
