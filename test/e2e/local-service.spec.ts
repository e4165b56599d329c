/** The Local workspace when its process or its database breaks: what the person sees, and what is left of their keys. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import Database from "libsql";
import type { RunningApp } from "../support/app.ts";
import { activeOrigin, readState } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { generateKept, keptInKeyring } from "../support/kept.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { crashService, databaseFile, databaseFolder } from "../support/local-workspace.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { expectList, fillConnectForm, keyRow, makeKey, openConnectDialog, useLocalWorkspace } from "../support/walk.ts";

test.beforeEach(() => emptyKeyring());

/** What a script at this address is answered with this key. */
async function asScript(origin: string, key: string): Promise<number> {
  const answer = await fetch(`${origin}/api/v1/keys/self`, { headers: { authorization: `ApiKey ${key}` } });
  return answer.status;
}

/** The waits between restarts are whole seconds with some chance added; nothing else in main waits such odd times. */
async function hastenRestarts({ app }: RunningApp): Promise<void> {
  await app.evaluate(() => {
    const real = globalThis.setTimeout;
    const hasty = (run: () => void, ms?: number, ...rest: []) =>
      real(run, ms !== undefined && ms > 1000 && ms < 16_000 && ms % 1000 !== 0 ? 50 : ms, ...rest);
    globalThis.setTimeout = Object.assign(hasty, real) as typeof setTimeout;
  });
}

test("after a crash it comes back by itself, at the same address, and the list with it", async ({ launch }) => {
  const running = await launch();
  const { window } = running;
  await useLocalWorkspace(window);
  const key = await makeKey(window, "Production");
  const origin = await activeOrigin(window);
  await crashService(running);
  await expect(window.getByText("The Local workspace stopped unexpectedly and is being started again.")).toBeVisible();
  await expect(keyRow(window, "Active Keys", "Production"), "the rows stay").toBeVisible();
  await expectList(window);
  await expect(window.getByText("is being started again")).toBeHidden();
  expect(await activeOrigin(window)).toBe(origin);
  expect(await asScript(origin, key)).toBe(200);
  await makeKey(window, "After the crash");
  expect((await readState(window)).session).toMatchObject({ status: "signed-in", keptIn: "keychain" });
});

test("crashing again and again it is left alone, until the person starts it", async ({ launch }) => {
  const running = await launch();
  const { window } = running;
  await useLocalWorkspace(window);
  const key = await makeKey(window, "Production");
  const origin = await activeOrigin(window);
  await hastenRestarts(running);
  for (let crash = 1; crash <= 6; crash++) {
    await expect.poll(() => asScript(origin, key).catch(() => 0), { message: "it answers again" }).toBe(200);
    await crashService(running);
  }
  await expect(window.getByText("several times in a row")).toBeVisible();
  await expect(keyRow(window, "Active Keys", "Production")).toBeVisible();
  // Coming back to the window is reason to hope with any other failure.
  const browserWindow = await running.app.browserWindow(window);
  await browserWindow.evaluate((one) => void one.emit("focus"));
  await expect(window.getByText("several times in a row")).toBeVisible();
  await window.getByRole("button", { name: "Start again" }).click();
  await expectList(window);
  await expect(window.getByText("several times in a row")).toBeHidden();
});

test("while another connection is on screen it comes back for the scripts that use it", async ({ launch }) => {
  const service = await startServiceProcess();
  const running = await launch();
  const { window } = running;
  await useLocalWorkspace(window);
  const key = await makeKey(window, "For a script");
  const local = await activeOrigin(window);
  await fillConnectForm(await openConnectDialog(window), { ...service, address: service.origin });
  await expectList(window);
  await expect.poll(() => activeOrigin(window)).toBe(service.origin);
  await crashService(running);
  await expect.poll(() => asScript(local, key).catch(() => 0)).toBe(200);
  expect((await readState(window)).session.status).toBe("signed-in");
  await service.close();
});

test("a damaged database is set aside under a dated name, which is told; kept values stay", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  const { value } = await generateKept(first.window, "In the old one");
  await first.close();
  const damaged = readFileSync(databaseFile(first.profile)).fill(0xff, 4096);
  writeFileSync(databaseFile(first.profile), damaged);

  const { window } = await launch({ profile: first.profile });
  const notice = window.getByText(
    /^The Local workspace's database was damaged\. It was set aside as keyrack\.damaged-/,
  );
  await expect(notice).toContainText("Keys in the old one no longer work. Their values stay on this computer");
  const [name = ""] = readdirSync(databaseFolder(first.profile)).filter((one) =>
    /^keyrack\.damaged-.*\.sqlite$/.test(one),
  );
  await expect(notice).toContainText(name);
  expect(readFileSync(join(databaseFolder(first.profile), name)).equals(damaged)).toBe(true);
  await makeKey(window, "In the new one");
  await expect(keyRow(window, "Active Keys", "In the old one")).toBeHidden();
  expect(await keptInKeyring()).toContain(value);
});

test("a newer schema is refused in plain words, and not a byte of it is touched", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  await first.close();
  const db = new Database(databaseFile(first.profile));
  db.exec("PRAGMA user_version = 1000");
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  const before = readFileSync(databaseFile(first.profile));

  const { window, close } = await launch({ profile: first.profile });
  await expect(window.getByText(/its database was written by a newer Keyrack/)).toBeVisible();
  await close();
  expect(readFileSync(databaseFile(first.profile)).equals(before)).toBe(true);
});
