/** Where Keyrack starts: takes the profile and opens the window, and only then reads the rest of itself (compose/program.ts). */
import { join } from "node:path";
import { app, Menu, nativeTheme, session } from "electron";
import { appOrigin, registerAppScheme, serveApp } from "./desktop/app-protocol.ts";
import { refuseDebugging } from "./desktop/debugging.ts";
import { lockDown, unplug } from "./desktop/lockdown.ts";
import { renderInSoftware } from "./desktop/rendering.ts";
import { takeProfile } from "./desktop/take-profile.ts";
import { openMainWindow } from "./desktop/window.ts";
import { type LaunchOptions, readLaunchOptions } from "./launch-options.ts";
import { logLine } from "./log.ts";
import { type FirstGlance, glanceAtSettings } from "./settings/first-glance.ts";

/** In development the page comes from the dev server, for hot reload; a build has no such way in. */
const devServer = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const pageOrigin = devServer ? new URL(devServer).origin : appOrigin;
const mainUrl = devServer ?? `${appOrigin}/`;
const preload = join(import.meta.dirname, "../preload/index.cjs");

const launch = readLaunchOptions(process.env, process.cwd(), process.argv);
if ("problem" in launch) {
  process.stderr.write(`keyrack: ${launch.problem}\n`);
  app.exit(2);
} else {
  refuseDebugging();
  if (launch.options.profileFolder) app.setPath("userData", launch.options.profileFolder);
  registerAppScheme();
  if (!devServer) unplug();
  // Otherwise Electron makes a menu of its own first; ours comes with the window's content (compose/menu.ts).
  Menu.setApplicationMenu(null);
  // A second start hands its flags to the first and ends.
  const profile = takeProfile(app.getPath("userData"));
  if (profile === "taken") app.exit(0);
  else {
    const glance = glanceAtSettings(app.getPath("userData"));
    if (glance.softwareRendering) renderInSoftware();
    start(launch.options, profile, glance).catch(giveUp);
  }
}

async function start(
  options: LaunchOptions,
  profile: "ours" | "unwritable",
  { place, appearance }: FirstGlance,
): Promise<void> {
  await app.whenReady();
  const folder = app.getPath("userData");
  nativeTheme.themeSource = appearance;
  // The schemas are half of what there is to read. Asked for beside the program that needs them, they are there as soon as it is.
  void import("./ipc/register.ts");
  const program = import("./compose/program.ts");
  const running = program.then(({ run }) =>
    run({ folder, profile, pageOrigin, mainUrl, preload, entries: import.meta.dirname }),
  );
  serveApp(join(import.meta.dirname, "../renderer"), running);
  lockDown(session.defaultSession, devServer ? [pageOrigin, pageOrigin.replace(/^http/, "ws")] : [pageOrigin]);
  app.on(
    "second-instance",
    (_event, commandLine) => void running.then(({ startedAgain }) => startedAgain(commandLine)),
  );
  // Closing the main window decides whether to quit (compose/main-window.ts); Electron's default would.
  app.on("window-all-closed", () => {});
  // The dev server does not wait for main, so there the window comes last.
  const window =
    options.hidden || options.quickCopy || devServer ? null : openMainWindow({ preload, url: mainUrl, place });
  (await running).begin(options, window);
}

function giveUp(error: unknown): void {
  logLine("Keyrack could not start", error);
  app.exit(1);
}
