/** A screen reader for tests: reads the app's window over AT-SPI, and presses what it is asked to, as one does for its user. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Variant } from "@jellybrick/dbus-next";
import type { LaunchOptions } from "./app.ts";
import { connectBus } from "./bus.ts";

/** An element as it is told: the role and the name are what is said. */
export interface Told {
  role: string;
  name: string;
  description: string;
  /** What stands in a field. */
  text: string;
  states: string[];
  /** Of live regions and of the place one is at. */
  attributes: Record<string, string>;
}

/** How to launch an app that a screen reader can read: the session says it has none, and Chromium builds the tree only on request. */
export const readable: LaunchOptions = {
  env: { NO_AT_BRIDGE: undefined },
  args: ["--force-renderer-accessibility"],
};

/** Says on the session bus that a screen reader runs, as one does when it starts; before the app is launched. */
export async function announceScreenReader(): Promise<void> {
  const bus = await connectBus();
  const status = { destination: "org.a11y.Bus", path: "/org/a11y/bus", interface: "org.freedesktop.DBus.Properties" };
  await bus.call(status, "Set", "ssv", ["org.a11y.Status", "IsEnabled", new Variant("b", true)]);
  bus.close();
}

const script = join(import.meta.dirname, "accessible-tree.py");

/** Debian's Python, since the first one on the PATH may be another, without Debian's modules. */
async function python(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, ...args], { timeout: 15_000 });
  return stdout;
}

/** All that is told now, in the order it is read; throws while the window is being drawn. */
export async function listen(): Promise<Told[]> {
  return JSON.parse(await python()) as Told[];
}

/** Presses what has this role and name. */
export async function pressTold(role: string, name: string): Promise<void> {
  await python("press", role, name);
}
