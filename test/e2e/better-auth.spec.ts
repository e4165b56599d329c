/** Keys of a server that no one here wrote: a real Better Auth in a process of its own, which is asked what it thinks of each key. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { root } from "../support/app.ts";
import { type BetterAuthServer, startBetterAuthProcess } from "../support/better-auth-server.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { test } from "../support/tray-test.ts";
import {
  connectToServer,
  copyAndDone,
  expectList,
  fillConnectForm,
  generateKey,
  keyRow,
  makeKey,
  openConnectDialog,
  openGenerate,
  pressShortcut,
  revealDialog,
  revokeKey,
} from "../support/walk.ts";

/** What its keys look like unless it is told otherwise: 64 letters. */
const shape = /^[A-Za-z]{64}$/;

let closing: { close(): Promise<void> }[] = [];

test.beforeEach(() => emptyKeyring());
test.afterEach(async () => {
  await Promise.all(closing.map((one) => one.close()));
  closing = [];
});

async function startServer(options?: Parameters<typeof startBetterAuthProcess>[0]): Promise<BetterAuthServer> {
  const server = await startBetterAuthProcess(options);
  closing.push(server);
  return server;
}

const at = ({ origin, user }: BetterAuthServer) => ({ address: origin, email: user.email, password: user.password });

/** The status line under the address. */
const found = (window: Page) => window.getByText(/^Better Auth at 127\.0\.0\.1:\d+\/api\/auth/);

test("connect, generate, copy; the server says the key is good; revoke, and it says it is not; restart; offline; tray", async ({
  launch,
  host,
}) => {
  const server = await startServer();
  const first = await launch();
  const { window, profile } = first;

  await test.step("what stands at the address is said before a password is typed", async () => {
    await window.getByRole("button", { name: "Connect to a server" }).click();
    await window.getByLabel("Address").fill(server.origin);
    await window.getByLabel("E-mail").focus();
    await expect(found(window)).toBeVisible();
    await fillConnectForm(window, at(server));
    await expectList(window);
  });

  const value = await test.step("a key that the server itself takes", async () => {
    const key = await generateKey(window, "Production", shape);
    await copyAndDone(window);
    expect(await readClipboard()).toBe(key);
    expect(await server.verify(key)).toMatchObject({ valid: true });
    const row = keyRow(window, "Active Keys", "Production");
    await expect(row).toContainText(key.slice(0, 6));
    return key;
  });

  await test.step("nothing is offered that this server cannot do", async () => {
    await expect(window.getByText("1 active", { exact: true })).toBeVisible();
    await expect(window.getByRole("meter")).toHaveCount(0);
  });

  await test.step("revoked: the server refuses it, and the list remembers why", async () => {
    await makeKey(window, "Lost", shape);
    const lost = await readClipboard();
    expect(await server.verify(lost)).toMatchObject({ valid: true });
    await revokeKey(window, "Lost", "Left in a chat");
    expect(await server.verify(lost)).toMatchObject({ valid: false });
    await expect(keyRow(window, "Revoked Keys", "Lost")).toContainText("Left in a chat");
    await expect(window.getByText(/remembered on this computer/)).toBeVisible();
  });

  await test.step("deleted elsewhere: remembered as that", async () => {
    const { id } = await server.createKey({ name: "Deleted elsewhere" });
    await window.getByRole("button", { name: /^Overview/ }).click();
    await (await bridgeOf(window)).evaluate((bridge) => bridge.keys.refresh());
    await expectList(window);
    await expect(keyRow(window, "Active Keys", "Deleted elsewhere")).toBeVisible();
    await server.deleteKey(id);
    await (await bridgeOf(window)).evaluate((bridge) => bridge.keys.refresh());
    await expect(keyRow(window, "Revoked Keys", "Deleted elsewhere")).toContainText("Deleted on the server");
  });

  await first.close();
  await server.close();
  await writeClipboard("something else");
  const second = await launch({ profile });

  await test.step("after a restart without the server: the list as it was, and the tray copies", async () => {
    await expectOffline(second.window);
    await expect(keyRow(second.window, "Active Keys", "Production")).toBeVisible();
    await expect(keyRow(second.window, "Revoked Keys", "Lost")).toContainText("Left in a chat");
    await host.ready();
    await expect.poll(() => host.labels()).toEqual(expect.arrayContaining([expect.stringMatching(/^Production/)]));
    await host.click("Production");
    await expect.poll(() => readClipboard()).toBe(value);
  });
});

async function expectOffline(window: Page): Promise<void> {
  await expect(window.getByRole("status").filter({ hasText: /^Offline, as of/ })).toBeVisible();
  await window.getByRole("button", { name: "Settings" }).click();
  await window.getByRole("tab", { name: "API Keys" }).click();
}

test("an account with a second factor: the code is asked for, a wrong one refused, and nothing is typed twice", async ({
  launch,
}) => {
  const server = await startServer({ twoFactor: true });
  await server.enableTotp();
  const { window } = await launch();
  await window.getByRole("button", { name: "Connect to a server" }).click();
  await fillConnectForm(window, at(server));
  const code = window.getByLabel("Code from your authenticator app");
  await expect(code).toBeFocused();
  await code.fill("000000");
  await window.keyboard.press("Enter");
  await expect(window.getByText(/^That code was not taken/)).toBeVisible();
  await code.fill(await server.totpCode());
  await window.keyboard.press("Enter");
  await expectList(window);
  expect((await readState(window)).connections[0]).toMatchObject({ email: server.user.email });
});

test("a pasted session token signs in; one that is none is refused", async ({ launch }) => {
  const server = await startServer();
  const { window } = await launch();
  await window.getByRole("button", { name: "Connect to a server" }).click();
  await window.getByLabel("Address").fill(server.origin);
  await window.getByLabel("E-mail").focus();
  await expect(found(window)).toBeVisible();
  await window.getByRole("button", { name: "Use a session token instead" }).click();
  await window.getByLabel("Session token").fill("not.a-session");
  await window.keyboard.press("Enter");
  await expect(window.getByText(/^That session token is not good/)).toBeVisible();
  await window.getByLabel("Session token").fill(await server.openSession());
  await window.keyboard.press("Enter");
  await expectList(window);
  expect((await readState(window)).connections[0]).toMatchObject({ email: server.user.email });
});

for (const [missing, options] of Object.entries({ "api-key": { apiKey: false }, bearer: { bearer: false } } as const)) {
  test(`without its ${missing} plugin: said which, and nothing is saved`, async ({ launch }) => {
    const server = await startServer(options);
    const { window } = await launch();
    await window.getByRole("button", { name: "Connect to a server" }).click();
    await fillConnectForm(window, at(server));
    await expect(window.getByText(`without its ${missing} plugin`)).toBeVisible();
    expect((await readState(window)).connections).toEqual([]);
  });
}

test("a key with an end, and the place is another kind of server afterwards: nothing is forgotten", async ({
  launch,
}) => {
  const server = await startServer();
  const first = await launch();
  await connectToServer(first.window, at(server));
  const dialog = await openGenerate(first.window);
  await dialog.getByLabel("Name").fill("For a month");
  await dialog.getByLabel("Expires").click();
  await first.window.getByRole("option", { name: "30 days" }).click();
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(revealDialog(first.window)).toContainText(/[Ee]xpires/);
  await copyAndDone(first.window);
  const [row] = await server.keys();
  expect(Date.parse(row?.expiresAt ?? "") - Date.parse(row?.createdAt ?? "")).toBeCloseTo(30 * 86_400_000, -4);
  await first.close();
  await server.close();

  const service = await startServiceProcess(undefined, undefined, ["--port", String(server.port)]);
  closing.push(service);
  const { window } = await launch({ profile: first.profile });
  await expect(window.getByText(/is not what it was/)).toBeVisible();
  await window.getByRole("button", { name: "Settings" }).click();
  await window.getByRole("tab", { name: "API Keys" }).click();
  await expect(keyRow(window, "Active Keys", "For a month")).toBeVisible();
  expect((await readState(window)).connections[0]).toMatchObject({ sessionStored: true });
});

test("Better Auth, a remote Keyrack API and the Local workspace in one window, switched by shortcut", async ({
  launch,
}) => {
  const [server, service] = [await startServer(), await startServiceProcess()];
  closing.push(service);
  const { app, window } = await launch();
  await connectToServer(window, at(server));
  await makeKey(window, "Key of Better Auth", shape);
  await addKeyrack(window, service);
  await makeKey(window, "Key of the remote API");
  await window.getByRole("button", { name: /^Connection: / }).click();
  await window.getByRole("menuitem", { name: "Use the Local workspace" }).click();
  await expectList(window);
  await makeKey(window, "Key of the workspace");
  const pictures = join(root, "test-results/e2e/three-servers");
  mkdirSync(pictures, { recursive: true });
  const all = [
    { key: "Key of Better Auth", active: "1 active", rotates: false },
    { key: "Key of the remote API", active: "1 of 5 active", rotates: true },
    { key: "Key of the workspace", active: "1 of 5 active", rotates: true },
  ];
  for (const at of [0, 1, 2, 0]) {
    const { key, active } = all[at] ?? { key: "", active: "" };
    await pressShortcut(app, String(at + 1));
    await expect(keyRow(window, "Active Keys", key)).toBeVisible();
    for (const other of all) {
      await expect(keyRow(window, "Active Keys", other.key)).toHaveCount(other.key === key ? 1 : 0);
    }
    await expect(window.getByText(active, { exact: true })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await window.emulateMedia({ colorScheme });
      await window.screenshot({ path: join(pictures, `${at + 1}-${colorScheme}.png`) });
    }
    await window.emulateMedia({ colorScheme: null });
  }
});

async function addKeyrack(window: Page, service: ServiceProcess): Promise<void> {
  const dialog = await openConnectDialog(window);
  await dialog.getByLabel("Name").fill("Staging");
  await fillConnectForm(dialog, { address: service.origin, email: service.email, password: service.password });
  await expect(window.getByRole("button", { name: "Connection: Staging, Online" })).toBeVisible();
  await expectList(window);
}
