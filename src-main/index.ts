/** Composition root: starts the program and wires adapters to use cases, with the pieces in compose/. */
import { join } from "node:path";
import { app, BrowserWindow, nativeTheme, session } from "electron";
import type { Notice } from "../src-preload/contract/app.ts";
import { createKeyListCache } from "./cache/key-list-cache.ts";
import { createRevokedMemory } from "./cache/revoked-memory.ts";
import { startReminding } from "./compose/attention.ts";
import { keepFresh } from "./compose/freshness.ts";
import { createMainWindowKeeper } from "./compose/main-window.ts";
import { keepMenu } from "./compose/menu.ts";
import { createQuickCopyPalette, startQuickCopy, tellOutcome } from "./compose/quick-copy.ts";
import { wayToServers } from "./compose/way-to-servers.ts";
import type { Context } from "./context.ts";
import { appOrigin, registerAppScheme, serveApp } from "./desktop/app-protocol.ts";
import { setStartAtLogin } from "./desktop/autostart.ts";
import { chooseCertificateFile } from "./desktop/certificate-file.ts";
import { systemClipboard } from "./desktop/clipboard.ts";
import { refuseDebugging } from "./desktop/debugging.ts";
import { createLocalService } from "./desktop/local-service-host.ts";
import { lockDown, unplug } from "./desktop/lockdown.ts";
import { quitTidily } from "./desktop/quit.ts";
import { createShortcut } from "./desktop/shortcut.ts";
import { systemClock } from "./desktop/system-clock.ts";
import { takeProfile, unwritableNotice } from "./desktop/take-profile.ts";
import { configuredUpdates } from "./desktop/updates.ts";
import { userFiles } from "./desktop/user-files.ts";
import { actOn } from "./desktop/window-actions.ts";
import { createEnvFiles } from "./env-file/env-files.ts";
import { Held } from "./held.ts";
import { broadcastState } from "./ipc/broadcast.ts";
import { createHandlers } from "./ipc/handlers.ts";
import { registerIpc } from "./ipc/register.ts";
import { createSecretStore } from "./keychain/keychain.ts";
import { isCollectionLocked } from "./keychain/locked-collection.ts";
import { keytarProcess } from "./keychain/utility-process.ts";
import { type LaunchOptions, readFlags, readLaunchOptions } from "./launch-options.ts";
import { logLine } from "./log.ts";
import { sessionFrom } from "./servers/keyrack/wire.ts";
import { createServers } from "./servers/servers.ts";
import { openSettings } from "./settings/settings-store.ts";
import { createState } from "./state.ts";
import { keepListInCache, showCachedList } from "./use-cases/cached-list.ts";
import { clearClipboard } from "./use-cases/clipboard-clearing.ts";
import { keepAttention } from "./use-cases/keep-attention.ts";
import { keepListening } from "./use-cases/keep-listening.ts";
import { keepLocalWorkspace } from "./use-cases/keep-local-workspace.ts";
import { lookForUpdates } from "./use-cases/look-for-updates.ts";
import { lookForLostKeys } from "./use-cases/lost-creates.ts";
import { addNotice } from "./use-cases/notices.ts";
import { rememberAbilities } from "./use-cases/remember-abilities.ts";
import { restoreSession } from "./use-cases/restore-session.ts";

/** In development the page comes from the dev server, for hot reload; a build has no such way in. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const pageOrigin = devServer ? new URL(devServer).origin : appOrigin;

const launch = readLaunchOptions(process.env, process.cwd(), process.argv);
if ("problem" in launch) {
  process.stderr.write(`keyrack: ${launch.problem}\n`);
  app.exit(2);
} else {
  refuseDebugging();
  if (launch.options.profileFolder) app.setPath("userData", launch.options.profileFolder);
  registerAppScheme();
  if (!devServer) unplug();
  // A second start hands its flags to the first and ends.
  const profile = takeProfile(app.getPath("userData"));
  if (profile === "taken") app.exit(0);
  else run(launch.options, profile).catch(giveUp);
}

async function run(options: LaunchOptions, profile: "ours" | "unwritable"): Promise<void> {
  await app.whenReady();
  const folder = app.getPath("userData");
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
      entry: join(import.meta.dirname, "local-service.js"),
      dataDir: join(folder, "local-workspace"),
      sessionFrom,
    }),
    secretStore: createSecretStore(
      keytarProcess(join(import.meta.dirname, "keytar-process.js")),
      undefined,
      isCollectionLocked,
    ),
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
    url: devServer ?? `${appOrigin}/`,
    onReady: settle,
    onFocus: () => refresh(),
  });
  let refresh = () => {};
  const palette = createQuickCopyPalette(context, `${pageOrigin}/quick-copy.html`, mainWindow);
  const handlers = createHandlers(context, {
    painted() {
      reportStart();
      mainWindow.painted();
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
  serveApp(join(import.meta.dirname, "../renderer"));
  lockDown(session.defaultSession, devServer ? [pageOrigin, pageOrigin.replace(/^http/, "ws")] : [pageOrigin]);
  broadcastState(state, () =>
    [mainWindow.current(), palette.window()].flatMap((window) => (window ? [window.webContents] : [])),
  );
  state.subscribe((now, before) => {
    if (now.appearance !== before.appearance) nativeTheme.themeSource = now.appearance;
  });

  let settled = false;
  let stopListening = () => {};
  /** What waits until the window has something to show: the person sees it sooner. A hidden start has no window to wait for. */
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

  app.on("second-instance", (_event, commandLine) => {
    const flags = readFlags(commandLine);
    if (flags.quickCopy) void palette.toggle();
    else if (!flags.hidden) mainWindow.show();
  });
  app.on("activate", () => mainWindow.show());
  // Closing the main window decides whether to quit (compose/main-window.ts); Electron's default would.
  app.on("window-all-closed", () => {});
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

  if (options.quickCopy) void palette.toggle();
  if (options.hidden || options.quickCopy) settle();
  else mainWindow.show();
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

function giveUp(error: unknown): void {
  logLine("Keyrack could not start", error);
  app.exit(1);
}
