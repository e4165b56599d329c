/** Measures quick copy: from a click in the tray until another process reads the key. */
import { readFileSync } from "node:fs";
import type { ElectronApplication } from "@playwright/test";
import { expect } from "@playwright/test";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { generateKept, type MadeKey } from "../support/kept.ts";
import type { TrayHost } from "../support/tray-host.ts";
import { closeToTray, test } from "../support/tray-test.ts";
import { useLocalWorkspace } from "../support/walk.ts";
import { addFigures, percentile, percentiles, runsOf } from "./figures.ts";

const warmRuns = runsOf(60);
const coldRuns = runsOf(12);
const warmUp = 5;

/** Milliseconds that one `xclip -o` takes when there is nothing to wait for. */
async function readingAlone(): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 30; run += 1) {
    const start = performance.now();
    await readClipboard();
    runs.push(performance.now() - start);
  }
  return percentile(runs, 0.5);
}

/** From a click on the key's item until `xclip` sees its value, with one reading after the other. */
async function click(host: TrayHost, { value, last4 }: MadeKey, open: boolean): Promise<number> {
  // Each copy changes the order, so the item is looked up as a panel does: before the person can click.
  const item = (await host.menu()).find(({ label }) => label.includes(`…${last4}`));
  if (!item) throw new Error("The tray does not offer the key.");
  if (open) await host.open();
  const start = performance.now();
  void host.clickId(item.id);
  while ((await readClipboard()) !== value);
  return performance.now() - start;
}

/** The keychain's process, if it runs. */
async function keychainProcess(app: ElectronApplication): Promise<number | undefined> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
  return metrics.find(({ serviceName, name }) => [serviceName, name].includes("Keyrack Keychain"))?.pid;
}

/** Memory that a process shares with no other, in megabytes (Linux). */
function privateMegabytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].map(([, amount]) => Number(amount));
  return Math.round(kilobytes.reduce((sum, amount) => sum + amount, 0) / 102.4) / 10;
}

test("quick copy from the tray", async ({ launch, host, notifications: _here }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const keys: MadeKey[] = [];
  for (const name of ["Production", "Staging", "Inventory Sync"]) keys.push(await generateKept(window, name));
  // As on a working day: no window, Keyrack waits in the tray.
  await closeToTray(app);
  const keyOf = (run: number) => keys[run % keys.length] as MadeKey;
  for (let run = 0; run < warmUp; run += 1) await click(host, keyOf(run), true);
  const xclipMs = await readingAlone();

  const warm: number[] = [];
  for (let run = 0; run < warmRuns; run += 1) warm.push((await click(host, keyOf(run), true)) - xclipMs);
  const pid = await keychainProcess(app);
  if (pid === undefined) throw new Error("The keychain's process does not stand by.");
  const standByMegabytes = privateMegabytes(pid);

  const cold: number[] = [];
  for (let run = 0; run < coldRuns; run += 1) {
    const running = await keychainProcess(app);
    if (running !== undefined) process.kill(running);
    await expect.poll(() => keychainProcess(app)).toBeUndefined();
    await writeClipboard("something else");
    cold.push((await click(host, keyOf(run), false)) - xclipMs);
  }
  addFigures({
    quickCopy: { ...percentiles(warm), xclipMs: Math.round(xclipMs * 10) / 10, cold: percentiles(cold) },
    keychainStandBy: { privateMb: standByMegabytes },
  });
});
