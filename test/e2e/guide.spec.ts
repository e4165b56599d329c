/** The guide (DESIGN.md section 1, points 1 to 7), in its order and its words: real app, real service, real keyring. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { activeOrigin, bridgeOf } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring, tokensInKeyring } from "../support/keyring.ts";
import { filesWith } from "../support/search-files.ts";
import {
  copyAndDone,
  generateKey,
  keyRow,
  makeKey,
  openGenerate,
  openRevoke,
  revokeKey,
  startLocalWorkspace,
  useLocalWorkspace,
} from "../support/walk.ts";

const run = promisify(execFile);

/** The command the window shows, run by a shell as a person would paste it, with the key in API_KEY; answers status and body. */
async function runShownCommand(window: Page, key: string): Promise<{ status: number; body: string }> {
  const command = await window.getByRole("region", { name: "How to use it" }).locator("pre").textContent();
  const { stdout } = await run("bash", ["-c", `${command} -s -w '\\n%{http_code}'`], {
    env: { ...process.env, API_KEY: key },
  });
  const lines = stdout.trimEnd().split("\n");
  return { status: Number(lines.pop()), body: lines.join("\n") };
}

/** `Authorization: ApiKey` against the local service, without the window. */
async function useKey(origin: string, key: string): Promise<number> {
  const headers = { Authorization: `ApiKey ${key}`, "X-Warehouse-Id": "wh_leipzig" };
  return (await fetch(`${origin}/api/v1/inbound`, { headers })).status;
}

test("the guide, from the first start to a revoked key and a restart", async ({ launch }) => {
  await emptyKeyring();
  const first = await launch();
  const { window } = first;
  await startLocalWorkspace(window);

  await test.step("1. Settings stands in the bottom-left corner and has a tab API Keys", async () => {
    const settings = window.getByRole("button", { name: "Settings" });
    const place = await settings.boundingBox();
    const size = await window.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    if (!place) throw new Error("Settings is not on screen.");
    expect(place.x + place.width).toBeLessThan(size.width / 3);
    expect(place.y).toBeGreaterThan(size.height * 0.85);
    await settings.click();
    await window.getByRole("tab", { name: "API Keys" }).click();
    await expect(window.getByRole("heading", { name: "API Keys" })).toBeVisible();
  });

  await test.step("2. Generate New Key stands in the top-right area", async () => {
    const place = await window.getByRole("button", { name: "Generate New Key" }).boundingBox();
    const width = await window.evaluate(() => innerWidth);
    expect(place?.y).toBeLessThan(180);
    expect((place?.x ?? 0) + (place?.width ?? 0)).toBeGreaterThan(width * 0.85);
  });

  let key = "";
  await test.step("3. it opens a dialog with an optional name and the button Generate Key", async () => {
    const dialog = await openGenerate(window);
    for (const hint of ["Production", "Staging", "Inventory Sync"]) {
      await expect(dialog.getByRole("button", { name: hint })).toBeVisible();
    }
    await dialog.getByRole("button", { name: "Cancel" }).click();
    key = await generateKey(window, "Production");
  });

  await test.step("4. the new key is shown once, with Copy and Done", async () => {
    const dialog = window.getByRole("dialog", { name: "Production is ready" });
    const copy = dialog.getByRole("button", { name: "Copy", exact: true });
    await expect(copy).toBeFocused();
    await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
    await writeClipboard("something else");
    await copy.click();
    await expect.poll(readClipboard).toBe(key);
  });

  await test.step("5. it works as Authorization: ApiKey with X-Warehouse-Id", async () => {
    const answer = await runShownCommand(window, key);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toBeTruthy();
    expect((await runShownCommand(window, "krk_wrong")).status).toBe(401);
    await window.getByRole("button", { name: "Done" }).click();
    await expect(window.getByText(key)).toHaveCount(0);
    await expect.poll(() => window.content()).not.toContain(key);
  });

  const service = await activeOrigin(window);
  await test.step("6. at most five are active; at the limit one must be revoked first", async () => {
    for (const name of ["Staging", "Inventory Sync", "", "Nightly Export"]) await makeKey(window, name);
    await expect(window.getByText("5 of 5 active", { exact: true })).toBeVisible();
    const generate = window.getByRole("button", { name: "Generate New Key" });
    await expect(generate).toHaveAttribute("aria-disabled", "true");
    await generate.focus();
    await expect(generate).toBeFocused();
    await generate.click({ force: true });
    await expect(window.getByRole("dialog")).toHaveCount(0);
    const refusal = await (await bridgeOf(window)).evaluate((keyrack) => keyrack.keys.generate({ name: "A sixth" }));
    expect(refusal).toMatchObject({ ok: false, failure: { code: "key-limit-reached", maxActive: 5 } });
    await revokeKey(window, "Nightly Export");
    await expect(window.getByText("4 of 5 active", { exact: true })).toBeVisible();
    await expect(generate).not.toHaveAttribute("aria-disabled", "true");
  });

  await test.step("7. Revoke stands next to each key, asks, and keeps it listed with the date", async () => {
    const rows = window.getByRole("region", { name: "Active Keys" }).getByRole("row");
    await expect(rows.getByRole("button", { name: /^Revoke/ })).toHaveCount(4);
    const dialog = await openRevoke(window, "Production");
    await expect(dialog).toContainText(`${key.slice(0, 8)}••••${key.slice(-4)}`);
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await useKey(service, key)).toBe(200);
    await revokeKey(window, "Production", "Moved to another team");
    expect(await useKey(service, key)).toBe(401);
    const revoked = keyRow(window, "Revoked Keys", "Production");
    await expect(revoked).toContainText("Moved to another team");
    await expect(revoked.locator("time")).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT/);
  });

  await test.step("after a restart the session is there, from the keyring and from nowhere else", async () => {
    const before = await tokensInKeyring();
    expect(before).toHaveLength(1);
    expect(await first.close()).toBe(0);
    const token = before[0] ?? "";
    const listed = await run("secret-tool", ["search", "--all", "service", "Keyrack"]);
    expect(listed.stdout + listed.stderr).toContain(token);
    expect(filesWith(first.profile, [token, key])).toEqual([]);

    const second = await launch({ profile: first.profile });
    await expect(keyRow(second.window, "Active Keys", "Staging")).toBeVisible();
    await expect(keyRow(second.window, "Revoked Keys", "Production")).toBeVisible();
    expect(await tokensInKeyring()).toEqual(before);
    expect(await activeOrigin(second.window)).toBe(service);
    expect(filesWith(first.profile, [token])).toEqual([]);
  });
});

test("a key that is not copied is not lost by closing", async ({ launch }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const key = await generateKey(window, "Fragile");
  const question = window.getByRole("alertdialog");

  for (const leave of [
    () => window.getByRole("button", { name: "Done" }).click(),
    () => window.keyboard.press("Escape"),
    () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  ]) {
    await leave();
    await expect(question).toBeVisible();
    await question.getByRole("button", { name: "Keep it open" }).click();
    await expect(question).toBeHidden();
    await expect(window.getByRole("textbox", { name: "API key" })).toHaveValue(key);
  }
  await window.reload();
  await expect(window.getByRole("textbox", { name: "API key" })).toHaveValue(key);
  await copyAndDone(window);
  await expect.poll(readClipboard).toBe(key);
});
