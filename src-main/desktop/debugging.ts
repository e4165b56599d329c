/** Keeps Chromium's remote debugging out of a release: no fuse closes that door, through which a page can be read and driven. */
import inspector from "node:inspector";
import { app } from "electron";
import { logLine } from "../log.ts";

/** The switches that open it (content/public/common/content_switches.cc). */
const switches = ["remote-debugging-port", "remote-debugging-pipe"];

/**
 * Must run before the app is ready: afterwards Chromium listens. Where Node's inspector is open, whoever debugs controls main
 * already; a release has no inspector (electron-builder.yml), so there the switches never hold, and the test variant needs them.
 */
export function refuseDebugging(): void {
  if (!app.isPackaged || inspector.url() !== undefined) return;
  for (const name of switches) {
    if (!app.commandLine.hasSwitch(name)) continue;
    app.commandLine.removeSwitch(name);
    logLine(`--${name} is not obeyed by a packaged Keyrack`);
  }
}
