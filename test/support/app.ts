/** Launches the built app as a person would: a profile of its own, its output kept, and an end that is certain. */
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron, type ElectronApplication, expect, type Page } from "@playwright/test";
import { showApiKeys } from "./walk.ts";

/** The checkout. */
export const root = resolve(import.meta.dirname, "../..");

/** How to launch. */
export interface LaunchOptions {
  /** The profile of an earlier run, for a restart. By default a fresh one, removed when the test process ends. */
  profile?: string;
  /** Variables on top of this process's own; undefined unsets one. */
  env?: Record<string, string | undefined>;
  /** Flags after the app's folder. */
  args?: string[];
  /** A script that main runs before the app. */
  before?: string;
  /** Whether to leave the window on Overview, its first view; most tests are about Settings, API Keys and begin there. */
  onOverview?: boolean;
}

/** An app that runs. */
export interface RunningApp {
  app: ElectronApplication;
  window: Page;
  profile: string;
  /** All it has printed so far, standard output and standard error. */
  output(): string;
  /** Waits for `Keyrack ready in N ms` and answers N. */
  readyIn(): Promise<number>;
  /** Quits as Ctrl+Q does, waits for the end and answers the exit code. The profile stays, for a restart. */
  close(): Promise<number | null>;
  /** Ends it at once, whatever it is doing, and waits until it is gone. */
  kill(): Promise<void>;
}

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** An empty folder that is gone when this process is. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `keyrack-${purpose}-`));
  folders.push(folder);
  return folder;
}

/** A packaged app to test in place of the built one (test/package.sh); it must be the test variant, to which Playwright can attach. */
const packaged = process.env.KEYRACK_TEST_EXECUTABLE;

/** The words on the command line that start the app; root has to do without Chromium's sandbox. */
export function launchArguments(args: string[] = []): string[] {
  return [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...(packaged ? [] : [root]), ...args];
}

/** The environment of a launch with `profile`. */
export function launchEnvironment(profile: string, env: LaunchOptions["env"] = {}): Record<string, string> {
  const all = { ...process.env, ...env, KEYRACK_USER_DATA: profile, ELECTRON_RUN_AS_NODE: undefined };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

/** Once the page is drawn; a window that shows nothing, or closes meanwhile, is its test's to judge. */
async function goToApiKeys(window: Page): Promise<void> {
  try {
    await window.waitForFunction(() => document.querySelector("#root > *") !== null, undefined, { timeout: 5_000 });
    await showApiKeys(window);
  } catch {
    return;
  }
}

/** Starts the app and waits until its window is there. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const profile = options.profile ?? temporaryFolder("profile");
  const app = await _electron.launch({
    ...(packaged ? { executablePath: packaged } : {}),
    // Playwright would otherwise switch the sandbox off for everybody; `launchArguments` does it for root.
    chromiumSandbox: true,
    args: [...(options.before === undefined ? [] : ["-r", options.before]), ...launchArguments(options.args)],
    env: launchEnvironment(profile, options.env),
    cwd: root,
    // Playwright would otherwise hold the page at light, whatever the app chooses.
    colorScheme: null,
    timeout: 60_000,
  });
  const child = app.process();
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const endsWithin = async (ms: number) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), ms);
    });
    const outcome = await Promise.race([ended, late]);
    clearTimeout(timer);
    return outcome;
  };
  const kill = async () => {
    // `exit` asks nobody, not even the window with an uncopied key, and still takes away what Chromium put into /tmp.
    void app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => {});
    await endsWithin(5_000);
    // Its helpers are in its group; without this they could still be writing when the profile is removed.
    killGroup(child);
    await ended;
  };

  const window = await app.firstWindow().catch(async (error: unknown) => {
    await kill();
    throw new Error(`The app showed no window. It printed:\n${printed}`, { cause: error });
  });
  window.setDefaultTimeout(20_000);
  // While the page is still being loaded Chromium ignores some of what a script in it does, such as leaving it.
  await window.waitForLoadState();
  if (!options.onOverview) await goToApiKeys(window);

  return {
    app,
    window,
    profile,
    output: () => printed,
    async readyIn() {
      await expect.poll(() => printed, { message: "the app says that it is ready" }).toMatch(/Keyrack ready in \d+ ms/);
      return Number(/Keyrack ready in (\d+) ms/.exec(printed)?.[1]);
    },
    async close() {
      // The answer is lost with the process; only its end counts.
      void app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      const code = await endsWithin(20_000);
      if (code !== "late") return code;
      await kill();
      throw new Error(`The app did not quit within 20 seconds. It printed:\n${printed}`);
    },
    kill,
  };
}
