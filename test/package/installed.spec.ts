/** What the packaged program must be beside working: packaged, sandboxed, complete, and closed to what its fuses close. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { sharedApp, test } from "../support/e2e.ts";
import { useLocalWorkspace } from "../support/walk.ts";

const running = sharedApp(() => ({ env: { NODE_OPTIONS: "--title=taken-over" } }));

/** A field of /proc/PID/status. */
function statusOf(pid: number, field: string): string {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${field}:\\s*(.*)$`, "m"));
  return line?.[1] ?? "";
}

test("it is the packaged program, run by an ordinary user", async () => {
  const about = await running().app.evaluate(({ app }) => ({
    packaged: app.isPackaged,
    path: app.getAppPath(),
    name: app.getName(),
  }));
  expect(about).toEqual({ packaged: true, path: "/usr/lib/keyrack/resources/app.asar", name: "Keyrack" });
  expect(process.getuid?.()).not.toBe(0);
});

test("the page runs in Chromium's sandbox: no capabilities, filtered system calls, a user namespace of its own", async () => {
  const { app } = running();
  const { pids, own } = await app.evaluate(({ app: electron, BrowserWindow }) => ({
    pids: BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
    own: { pid: process.pid, noSandbox: electron.commandLine.hasSwitch("no-sandbox") },
  }));
  expect(own.noSandbox).toBe(false);
  expect(pids).not.toEqual([]);
  for (const pid of pids) {
    // 2: filtered (man 5 proc).
    expect(statusOf(pid, "Seccomp")).toBe("2");
    expect(statusOf(pid, "NoNewPrivs")).toBe("1");
    // It sees itself under another number than we see it.
    expect(statusOf(pid, "NSpid").split(/\s+/).length).toBeGreaterThan(1);
  }
  expect(statusOf(own.pid, "Seccomp")).toBe("0");
});

test("NODE_OPTIONS is not obeyed", async () => {
  expect(await running().app.evaluate(() => process.title)).not.toBe("taken-over");
});

test("the processes of the local service and of the keychain run from inside the archive", async () => {
  const { app, window } = running();
  await useLocalWorkspace(window);
  const names = () =>
    app.evaluate(({ app: electron }) => electron.getAppMetrics().flatMap(({ name }) => (name ? [name] : [])));
  await expect.poll(names).toContain("Keyrack Local Workspace");
  // Nothing is run from beside it but what the system's loader has to open.
  const beside = readdirSync("/usr/lib/keyrack/resources/app.asar.unpacked", { recursive: true, withFileTypes: true });
  expect(beside.filter((entry) => entry.isFile() && !entry.name.endsWith(".node"))).toEqual([]);
});
