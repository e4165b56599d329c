/** Composition root: starts the program and wires adapters to use cases. The only file that knows both. */
import { join } from "node:path";
import { app, type BrowserWindow, nativeTheme, session } from "electron";
import type { Notice } from "../src-preload/contract/app.ts";
import type { Context } from "./context.ts";
import { appOrigin, registerAppScheme, serveApp } from "./desktop/app-protocol.ts";
import { systemClipboard } from "./desktop/clipboard.ts";
import { createLocalService } from "./desktop/local-service-host.ts";
import { lockDown, unplug } from "./desktop/lockdown.ts";
import { setMenu } from "./desktop/menu.ts";
import { createMainWindow } from "./desktop/window.ts";
import { Held } from "./held.ts";
import { broadcastState, send } from "./ipc/broadcast.ts";
import { createHandlers } from "./ipc/handlers.ts";
import { registerIpc } from "./ipc/register.ts";
import { createSecretStore } from "./keychain/keychain.ts";
import { keytarProcess } from "./keychain/utility-process.ts";
import { readLaunchOptions } from "./launch-options.ts";
import { logLine } from "./log.ts";
import { createServers } from "./servers/servers.ts";
import { openSettings } from "./settings/settings-store.ts";
import { createState } from "./state.ts";
import { refreshKeys } from "./use-cases/list-keys.ts";
import { restoreSession } from "./use-cases/restore-session.ts";

/** In development the page comes from the dev server, for hot reload; a build has no such way in. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const pageOrigin = devServer ? new URL(devServer).origin : appOrigin;

const launch = readLaunchOptions(process.env, process.cwd());
if ("problem" in launch) {
  process.stderr.write(`keyrack: ${launch.problem}\n`);
  app.exit(2);
} else {
  if (launch.options.profileFolder) app.setPath("userData", launch.options.profileFolder);
  registerAppScheme();
  if (!devServer) unplug();
  if (app.requestSingleInstanceLock()) run().catch(giveUp);
  else app.exit(0);
}

async function run(): Promise<void> {
  await app.whenReady();
  const clock = { now: () => new Date() };
  const folder = app.getPath("userData");
  const { store: settings, notice } = openSettings({ folder, clock });
  const remembered = settings.current();
  nativeTheme.themeSource = remembered.appearance;
  const notices: Notice[] = notice ? [{ id: "settings-unreadable", tone: "warning", message: notice }] : [];

  const localService = createLocalService({
    entry: join(import.meta.dirname, "local-service.js"),
    dataDir: join(folder, "local-workspace"),
  });
  const servers = createServers();
  const context: Context = {
    servers,
    localService,
    secretStore: createSecretStore(keytarProcess(join(import.meta.dirname, "keytar-process.js"))),
    settings,
    clipboard: systemClipboard,
    clock,
    held: new Held(),
    state: createState(about(folder), remembered, notices),
  };
  const { state } = context;

  let closeConfirmed = false;
  const handlers = createHandlers(context, {
    painted: reportStart,
    closeAnyway() {
      closeConfirmed = true;
      window.close();
    },
  });
  registerIpc(handlers, pageOrigin);
  serveApp(join(import.meta.dirname, "../renderer"));
  lockDown(session.defaultSession, devServer ? [pageOrigin, pageOrigin.replace(/^http/, "ws")] : [pageOrigin]);

  const window: BrowserWindow = createMainWindow({
    preload: join(import.meta.dirname, "../preload/index.cjs"),
    url: devServer ?? `${appOrigin}/`,
    place: remembered.window,
    onPlaced: (place) => void settings.update({ window: place }),
    mayClose() {
      const { newKey } = state.getState();
      if (closeConfirmed || !newKey || newKey.copied) return true;
      window.show();
      send(window.webContents, "window:close-requested", {});
      return false;
    },
  });
  broadcastState(state, () => (window.isDestroyed() ? [] : [window.webContents]));
  state.subscribe((now, before) => {
    if (now.appearance !== before.appearance) nativeTheme.themeSource = now.appearance;
  });

  // What follows waits until the window has something to show: the person sees it sooner.
  window.once("ready-to-show", () => {
    setMenu((command) => send(window.webContents, "menu:command", { command }));
    restoreSession(context).catch((error: unknown) => logLine("restoring the session failed", error));
  });
  // Somebody else may have changed the keys while the window was in the background.
  window.on("focus", () => {
    if (state.getState().session.status === "signed-in") void refreshKeys(context);
  });
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
  quitTidily(async () => {
    await Promise.all([localService.stop(), servers.close(), settings.flush()]);
  });
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

/** Prints how long the start took, once, counted from the creation of the process. */
function reportStart(): void {
  if (reported) return;
  reported = true;
  const created = process.getCreationTime();
  if (created !== null) process.stdout.write(`Keyrack ready in ${Math.round(Date.now() - created)} ms\n`);
}
let reported = false;

/** Lets `tidy` finish before the program ends, for at most three seconds. */
function quitTidily(tidy: () => Promise<void>): void {
  let tidied = false;
  app.on("will-quit", (event) => {
    if (tidied) return;
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, 3_000));
    void Promise.race([tidy(), limit])
      .catch((error: unknown) => logLine("tidying up failed", error))
      .finally(() => {
        tidied = true;
        app.quit();
      });
  });
}

function giveUp(error: unknown): void {
  logLine("Keyrack could not start", error);
  app.exit(1);
}
