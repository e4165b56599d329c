/** Follows secrets through a whole walk: no key, token or password is anywhere but where it must be. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Bridge } from "../../src-preload/contract/bridge.ts";
import { type RunningApp, temporaryFolder } from "../support/app.ts";
import { readClipboard } from "../support/clipboard.ts";
import { companyHost, startCompanyNetwork } from "../support/company-network.ts";
import { test } from "../support/e2e.ts";
import { answerFileDialogs } from "../support/file-dialogs.ts";
import { takeHeap } from "../support/heap-snapshot.ts";
import { recordIpc } from "../support/ipc-recorder.ts";
import { keptInKeyring } from "../support/kept.ts";
import { emptyKeyring, tokensInKeyring } from "../support/keyring.ts";
import { filesWith, holdsSecret } from "../support/search-files.ts";
import { startTinyproxy } from "../support/tinyproxy.ts";
import { chooseAuthorityFile, chooseProxy } from "../support/transport.ts";
import {
  connectToServer,
  copyAndDone,
  expectList,
  fillConnectForm,
  generateKey,
  keyRow,
  makeKey,
  openConnectDialog,
  revealDialog,
  revokeKey,
  useLocalWorkspace,
} from "../support/walk.ts";

/** Everything that takes a kept key's value: each line with the key, its test, and a `.env` file that stays written. */
async function useEverywhere({ app, window }: RunningApp, project: string, key: string): Promise<void> {
  await expect.poll(() => keptInKeyring()).toContain(key);
  await keyRow(window, "Active Keys", "Canary").focus();
  await window.keyboard.press("u");
  const dialog = window.getByRole("dialog", { name: "Use “Canary”" });
  for (const tab of ["curl", ".env", "Shell"]) {
    await dialog.getByRole("tab", { name: tab, exact: true }).click();
    const panel = dialog.getByRole("tabpanel", { name: tab, exact: true });
    await panel.getByRole("button", { name: "Copy with the key" }).click();
    await expect(panel.getByRole("button", { name: "Copied", exact: true })).toBeVisible();
    expect(await readClipboard(), `${tab} is on the clipboard`).toContain(key);
  }
  await dialog.getByRole("button", { name: "Test this key" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  writeFileSync(join(project, ".env"), "PORT=8080\n");
  writeFileSync(join(project, "written.env"), "PORT=8080\n");
  for (const file of [".env", "written.env"]) {
    await answerFileDialogs(app, join(project, file));
    await dialog.getByRole("button", { name: "Choose file…" }).click();
    await dialog.getByRole("button", { name: "Write", exact: true }).click();
    await expect(dialog.getByRole("button", { name: `Undo: CANARY_API_KEY in ${join(project, file)}` })).toBeVisible();
  }
  expect(filesWith(project, [key]).sort()).toEqual([`.env: ${key}`, `written.env: ${key}`]);
  await dialog.getByRole("button", { name: /^Undo: .*written\.env$/ }).click();
  await expect.poll(() => readFileSync(join(project, "written.env"), "utf8")).toBe("PORT=8080\n");
  await window.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

/** The proxy's password once more, by hand. */
async function typeProxyPassword(window: Page, password: string): Promise<void> {
  await window.getByRole("button", { name: "Settings" }).click();
  await window.getByRole("tab", { name: "Network" }).click();
  const form = window.getByRole("form", { name: "A proxy of your own" });
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(window.getByText("Saved", { exact: true }).first()).toBeVisible();
  await expectList(window);
}

/** Another key, forgotten, pasted, copied from its row and rotated; answers its value and its successor's. */
async function pasteAndRotate(window: Page): Promise<string[]> {
  const name = "Pasted";
  const choose = async (item: string) => {
    await keyRow(window, "Active Keys", name).getByRole("button", { name: /^More/ }).click();
    await window.getByRole("menuitem", { name: item }).click();
  };
  const key = await makeKey(window, name);
  await expect.poll(() => keptInKeyring()).toContain(key);
  await choose("Forget on this computer");
  await window.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
  await expect.poll(() => keptInKeyring()).not.toContain(key);
  await choose("Add key value…");
  await window.getByLabel("Key value", { exact: true }).fill(key);
  await window.keyboard.press("Enter");
  await expect.poll(() => keptInKeyring()).toContain(key);
  await keyRow(window, "Active Keys", name).focus();
  await window.keyboard.press("c");
  await expect.poll(() => readClipboard()).toBe(key);
  await choose("Rotate…");
  await window
    .getByRole("dialog", { name: `Rotate “${name}”` })
    .getByRole("button", { name: "Generate Successor" })
    .click();
  const shown = revealDialog(window).getByRole("textbox", { name: "API key" });
  await expect(shown).toHaveValue(/^krk_[A-Za-z0-9]{38}$/);
  const successor = await shown.inputValue();
  await copyAndDone(window);
  return [key, successor];
}

test("no secret is in a log, in a file, on the window's heap, or in what crosses to the window", async ({ launch }) => {
  await emptyKeyring();
  const password = "canary-pass-9Qx4";
  const wrongPassword = "canary-wrong-7Lm2";
  const proxyUser = { username: "ada", password: "canary-proxy-3Vt8" };
  const network = await startCompanyNetwork(password);
  const { service, credentials } = network;
  const proxy = await startTinyproxy({ upstream: network.gateway.host, credentials: proxyUser });
  const temp = temporaryFolder("temp");
  const running = await launch({ env: { TMPDIR: temp } });
  const { window, profile } = running;
  await chooseAuthorityFile(running, network.authorityFile);
  await chooseProxy(window, {
    proxy: { mode: "manual", address: proxy.address, username: proxyUser.username },
    password: proxyUser.password,
  });
  const recorded = await recordIpc(running.app);
  const violations: string[] = [];
  await window.exposeFunction("reportViolation", (text: string) => violations.push(text));
  await window.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      (globalThis as unknown as { reportViolation(text: string): void }).reportViolation(
        `${effectiveDirective} ${blockedURI}`,
      );
    });
  });
  await window.reload();

  await connectToServer(window, credentials);
  const dialog = await openConnectDialog(window);
  await fillConnectForm(dialog, { ...credentials, password: wrongPassword });
  await expect(dialog.getByText("The e-mail and password do not match.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await typeProxyPassword(window, proxyUser.password);
  const key = await generateKey(window, "Canary");
  const revealed = (await recorded()).filter((text) => text.includes(key));
  expect((await takeHeap(window)).findText(key), "the heap holds the key while it is shown").not.toEqual([]);
  await copyAndDone(window);
  const project = temporaryFolder("project");
  await useEverywhere(running, project, key);
  const others = await pasteAndRotate(window);
  const [token = ""] = await tokensInKeyring();
  await revokeKey(window, "Canary", "The canary has sung");

  expect(token, "the session is in the keyring").toMatch(/^krs_/);
  expect(proxy.log(), "the proxy took its password").toContain(`CONNECT ${companyHost}:443`);
  const secrets = [key, ...others, token, password, wrongPassword, proxyUser.password];
  expect(revealed, "the key crossed once, in the answer to keys:reveal").toHaveLength(1);
  expect(revealed[0]).toMatch(/^keys:reveal/);
  // A page that loads something foreign would be reported; that the listener works is seen by making it so.
  expect(violations, "the walk violated no policy").toEqual([]);
  await window.evaluate(() => {
    new Image().src = "http://127.0.0.1:1/";
  });
  await expect.poll(() => violations).toEqual(["img-src http://127.0.0.1:1/"]);
  // The field shows the key only while the modal is open.
  expect(await window.content()).not.toContain(key);
  const heap = await takeHeap(window);
  expect(heap.findText("Canary"), "the heap can be searched").not.toEqual([]);
  const kept = secrets.map((secret) => [secret, heap.findText(secret)]);
  expect(kept, "what keeps them on the heap").toEqual(secrets.map((secret) => [secret, []]));

  const crossed = Buffer.from((await recorded()).filter((text) => !text.startsWith("keys:reveal")).join("\n"));
  expect(crossed.length, "something was recorded").toBeGreaterThan(1_000);
  for (const secret of secrets) expect(holdsSecret(crossed, secret), `IPC holds ${secret}`).toBe(false);
  const state = await window.evaluate(() => (globalThis as unknown as { keyrack: Bridge }).keyrack.app.state());
  for (const secret of secrets) expect(JSON.stringify(state)).not.toContain(secret);

  // While it runs and after it has ended, when everything is on disk. A file of the test's own, so that none is empty.
  writeFileSync(join(temp, "searched"), "");
  const basic = Buffer.from(`${proxyUser.username}:${proxyUser.password}`).toString("base64");
  const inFiles = () => [profile, temp].flatMap((folder) => filesWith(folder, [...secrets, basic]));
  expect(inFiles()).toEqual([]);
  expect(await running.close()).toBe(0);
  expect(inFiles()).toEqual([]);
  expect(filesWith(service.data, secrets)).toEqual([]);
  // The one file that the person chose holds the key, and nothing else it asked main for has left a trace.
  expect(filesWith(project, secrets)).toEqual([`.env: ${key}`]);
  for (const printed of [running.output(), service.output()]) {
    for (const secret of secrets)
      expect(holdsSecret(Buffer.from(printed), secret), `a log holds ${secret}`).toBe(false);
  }
  expect(running.output()).toContain("Keyrack ready in");

  // The session outlives the run, so the token must have been the real one.
  const again = await launch({ profile });
  await expectList(again.window);
  await proxy.close();
  await network.close();
});

test("a crash of the window while a key is shown leaves it in no dump and no file", async ({ launch }) => {
  await emptyKeyring();
  const temp = temporaryFolder("temp");
  writeFileSync(join(temp, "searched"), "");
  const { app, window, profile, output, kill } = await launch({ env: { TMPDIR: temp } });
  await useLocalWorkspace(window);
  const key = await generateKey(window, "Shown to nobody");
  const dumps = await app.evaluate(({ app: electron, webContents }) => {
    const [shown] = webContents.getAllWebContents();
    return new Promise<string>((resolve) => {
      electron.once("render-process-gone", () => resolve(electron.getPath("crashDumps")));
      shown?.forcefullyCrashRenderer();
    });
  });
  await kill();
  const dumped = existsSync(dumps) ? readdirSync(dumps, { recursive: true, encoding: "utf8" }) : [];
  expect(dumped.filter((name) => name.endsWith(".dmp"))).toEqual([]);
  for (const folder of [profile, temp]) expect(filesWith(folder, [key])).toEqual([]);
  expect(holdsSecret(Buffer.from(output()), key), "a log holds it").toBe(false);
});

test("the search finds a secret in every shape it claims to know", () => {
  const secret = "krk_0123456789abcdefghijABCDEFGHIJ012345";
  const utf16 = Buffer.from(secret, "utf16le");
  const shapes = {
    plain: Buffer.from(`before ${secret} after`),
    utf16: Buffer.concat([Buffer.from("xx"), utf16]),
    hex: Buffer.from(Buffer.from(secret).toString("hex")),
    base64: Buffer.from(Buffer.from(secret).toString("base64")),
    "base64 behind one": Buffer.from(Buffer.from(`x${secret}yy`).toString("base64")),
    "base64 behind two": Buffer.from(Buffer.from(`xx${secret}y`).toString("base64url")),
    "base64 of utf16": Buffer.from(Buffer.concat([Buffer.from("x"), utf16]).toString("base64")),
  };
  for (const [name, bytes] of Object.entries(shapes)) expect(holdsSecret(bytes, secret), name).toBe(true);
  expect(holdsSecret(Buffer.from("krk_0123456789 and other things"), secret)).toBe(false);
});
