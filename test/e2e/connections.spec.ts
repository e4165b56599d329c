/** Several servers side by side in one app: two real services and the Local workspace, each with its own session, list and kept keys. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { bridgeOf, readState } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring, readKeyring } from "../support/keyring.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { nobodyHome, startUnreliableServer } from "../support/unreliable-server.ts";
import {
  connectToServer,
  expectList,
  fillConnectForm,
  keyRow,
  makeKey,
  openConnectDialog,
  pressShortcut,
} from "../support/walk.ts";

let services: ServiceProcess[] = [];

test.beforeEach(() => emptyKeyring());
test.afterEach(async () => {
  await Promise.all(services.map((service) => service.close()));
  services = [];
});

async function startService(data?: string): Promise<ServiceProcess> {
  const service = await startServiceProcess(undefined, data);
  services.push(service);
  return service;
}

const at = ({ origin, email, password }: ServiceProcess, address = origin) => ({ address, email, password });
const switcher = (window: Page, name: string) => window.getByRole("button", { name: `Connection: ${name}, Online` });

/** Adds another server, called `name`, until its list is there. */
async function addServer(window: Page, service: ServiceProcess, name: string): Promise<void> {
  const dialog = await openConnectDialog(window);
  await dialog.getByLabel("Name").fill(name);
  await fillConnectForm(dialog, at(service));
  await expect(switcher(window, name)).toBeVisible();
  await expectList(window);
}

/** What settings.json remembers of the connections. */
function remembered(profile: string): { id: string; name: string; origin: string; colour: string }[] {
  return JSON.parse(readFileSync(join(profile, "settings.json"), "utf8")).connections;
}

/** The one keychain entry of a connection's session, as another process reads it; null without one. */
async function sessionToken(connectionId: string): Promise<string | null> {
  const entry = (await readKeyring()).find(({ account }) => account === `session:${connectionId}`);
  return entry ? (JSON.parse(entry.password) as { token: string }).token : null;
}

/** Whether the server still takes a token. */
async function isGood(service: ServiceProcess, token: string | null): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${service.origin}/api/v1/admin/session`, { headers })).status === 200;
}

async function openConnectionTab(window: Page): Promise<void> {
  await window.getByRole("tab", { name: "Connection" }).click();
  await expect(window.getByRole("heading", { name: "Connection", exact: true })).toBeVisible();
}

async function openEdit(window: Page, button: string): Promise<Locator> {
  await openConnectionTab(window);
  await window.getByRole("button", { name: button, exact: true }).click();
  const dialog = window.getByRole("dialog", { name: "Edit connection" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  return dialog;
}

test("three side by side: switched by shortcut, each with its own keys and session, over a restart, one leaving after the other", async ({
  launch,
}) => {
  const [one, other] = [await startService(), await startService()];
  const first = await launch();
  const { app, window, profile } = first;
  await connectToServer(window, at(one));
  await makeKey(window, "Key of one");
  await addServer(window, other, "Staging");
  await makeKey(window, "Key of other");
  await window.getByRole("button", { name: /^Connection: / }).click();
  await window.getByRole("menuitem", { name: "Use the Local workspace" }).click();
  await expect(switcher(window, "Local workspace")).toBeVisible();
  await expectList(window);
  await makeKey(window, "Key of local");

  const [a, b, c] = remembered(profile);
  if (!a || !b || !c) throw new Error("There are not three connections.");
  expect([a.name, b.name, c.name]).toEqual([new URL(one.origin).host, "Staging", "Local workspace"]);
  expect(new Set([a, b, c].map(({ colour }) => colour)).size, "each has a colour of its own").toBe(3);
  const all = [a, b, c];
  const keyOf = ["Key of one", "Key of other", "Key of local"];
  const browserWindow = await app.browserWindow(window);

  const expectOnScreen = async (index: number) => {
    const name = all[index]?.name ?? "";
    await expect(switcher(window, name)).toBeVisible();
    await expect.poll(() => browserWindow.evaluate((one) => one.getTitle())).toBe(`${name} – Keyrack`);
    for (const [place, key] of keyOf.entries()) {
      await expect(keyRow(window, "Active Keys", key)).toHaveCount(place === index ? 1 : 0);
    }
  };
  for (const index of [0, 1, 2, 1]) {
    await pressShortcut(app, String(index + 1));
    await expectOnScreen(index);
  }

  // On another tab, and with the focus in a field that eats digits.
  await pressShortcut(app, "F");
  await window.getByLabel("Filter keys by name or hint").pressSequentially("Key");
  await pressShortcut(app, "1");
  await expect(switcher(window, all[0]?.name ?? "")).toBeVisible();
  await window.getByRole("tab", { name: "Appearance" }).click();
  await pressShortcut(app, "2");
  await expect(switcher(window, "Staging")).toBeVisible();
  await expect(window.getByRole("tab", { name: "Appearance" })).toHaveAttribute("aria-selected", "true");

  // Three sessions, three lists and three kept keys, each in its own place.
  const accounts = (await readKeyring()).map(({ account }) => account);
  for (const { id } of all) {
    expect(accounts.filter((account) => account === `session:${id}`)).toHaveLength(1);
    expect(accounts.filter((account) => account.startsWith(`key:${id}:`))).toHaveLength(1);
    expect(existsSync(join(profile, "cached-lists", `keys-${id}.json`))).toBe(true);
  }
  const [tokenOfOne, tokenOfOther] = [await sessionToken(a.id), await sessionToken(b.id)];
  expect(await isGood(one, tokenOfOne)).toBe(true);
  expect(await isGood(other, tokenOfOne), "a session is its own server's alone").toBe(false);
  expect(await isGood(other, tokenOfOther)).toBe(true);
  expect((await readState(window)).kept).toHaveLength(3);
  await first.close();

  const second = await launch({ profile });
  await expect(switcher(second.window, "Staging"), "the one of last time").toBeVisible();
  await expect(keyRow(second.window, "Active Keys", "Key of other")).toBeVisible();
  for (const [index, connection] of all.entries()) {
    await pressShortcut(second.app, String(index + 1));
    await expect(switcher(second.window, connection.name)).toBeVisible();
    await expect(keyRow(second.window, "Active Keys", keyOf[index] ?? "")).toBeVisible();
  }
  expect(await sessionToken(a.id), "nobody signed in anew").toBe(tokenOfOne);

  // Signing out of one leaves the others.
  await pressShortcut(second.app, "1");
  await openConnectionTab(second.window);
  await second.window.getByRole("button", { name: "Sign out" }).click();
  const question = second.window.getByRole("alertdialog");
  await question.getByRole("checkbox").press(" ");
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toBeHidden();
  expect(await sessionToken(a.id)).toBeNull();
  await expect.poll(() => isGood(one, tokenOfOne)).toBe(false);
  expect(await isGood(other, tokenOfOther)).toBe(true);
  await pressShortcut(second.app, "2");
  await expect(switcher(second.window, "Staging")).toBeVisible();

  // Removing one that is not on screen takes what is its own, and nothing else.
  await openConnectionTab(second.window);
  await second.window.getByRole("button", { name: `Remove ${a.name}…` }).click();
  await second.window.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(second.window.getByRole("alertdialog")).toBeHidden();
  const left = (await readKeyring()).map(({ account }) => account);
  expect(left.filter((account) => account.includes(a.id))).toEqual([]);
  expect(left.filter((account) => account.includes(b.id))).toHaveLength(2);
  expect(left.filter((account) => account.includes(c.id))).toHaveLength(2);
  const cached = ({ id }: { id: string }) => existsSync(join(profile, "cached-lists", `keys-${id}.json`));
  expect([cached(a), cached(b), cached(c)]).toEqual([false, true, true]);
  expect(remembered(profile).map(({ name }) => name)).toEqual(["Staging", "Local workspace"]);

  // The shortcuts follow the list.
  await pressShortcut(second.app, "2");
  await expect(switcher(second.window, "Local workspace")).toBeVisible();
  await second.close();
});

test("removing a connection that was not opened since the start ends its session on the server too", async ({
  launch,
}) => {
  const [one, other] = [await startService(), await startService()];
  const first = await launch();
  await connectToServer(first.window, at(one));
  await addServer(first.window, other, "Staging");
  const [a] = remembered(first.profile);
  const token = await sessionToken(a?.id ?? "");
  await first.close();

  const { window } = await launch({ profile: first.profile });
  await expect(switcher(window, "Staging")).toBeVisible();
  expect(await isGood(one, token)).toBe(true);
  await openConnectionTab(window);
  await window.getByRole("button", { name: `Remove ${a?.name}…` }).click();
  await window.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(window.getByRole("alertdialog")).toBeHidden();
  expect(await isGood(one, token)).toBe(false);
});

test("a switch waits while a new key is not copied, and says so", async ({ launch }) => {
  const [one, other] = [await startService(), await startService()];
  const { app, window } = await launch();
  await connectToServer(window, at(one));
  await addServer(window, other, "Staging");
  const bridge = await bridgeOf(window);
  await bridge.evaluate((keyrack) => keyrack.keys.generate({ name: "Uncopied" }));
  await expect(window.getByRole("dialog", { name: "Uncopied is ready" })).toBeVisible();
  await pressShortcut(app, "1");
  await expect(window.getByText("still waiting to be copied")).toBeVisible();
  await expect(window.getByRole("dialog", { name: "Uncopied is ready" })).toBeVisible();
  const { activeConnectionId, connections } = await readState(window);
  expect(connections.find(({ id }) => id === activeConnectionId)?.name).toBe("Staging");
});

test.describe("editing", () => {
  test("a name and a colour are seen at once, in the menu too, and after a restart", async ({ launch }) => {
    const service = await startService();
    const first = await launch();
    const { app, window, profile } = first;
    await connectToServer(window, at(service));
    const dialog = await openEdit(window, "Edit…");
    await dialog.getByLabel("Name").fill("Production & more");
    await dialog.getByRole("radio", { name: "Rose" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
    await expect(switcher(window, "Production & more")).toBeVisible();
    const labels = () =>
      app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()
          ?.items.find(({ label }) => label === "&Connection")
          ?.submenu?.items.map(({ label, accelerator, checked }) => ({ label, accelerator, checked })),
      );
    await expect.poll(labels).toEqual([{ label: "Production && more", accelerator: "CmdOrCtrl+1", checked: true }]);
    expect(remembered(profile)).toMatchObject([{ name: "Production & more", colour: "rose", origin: service.origin }]);
    await first.close();
    const second = await launch({ profile });
    await expect(switcher(second.window, "Production & more")).toBeVisible();
  });

  test("an address that does not work keeps the session, the list and every file", async ({ launch }) => {
    const [service, webPage] = [await startService(), await startUnreliableServer(null)];
    webPage.fault(() => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Hello</h1>" }));
    const twin = await startService();
    const { window, profile } = await launch();
    await connectToServer(window, at(service));
    await makeKey(window, "Stays here");
    const [connection] = remembered(profile);
    const token = await sessionToken(connection?.id ?? "");
    const dialog = await openEdit(window, "Edit…");
    await dialog.getByLabel("Name").fill("Not saved");
    const wrong: [address: string, password: string, sentence: RegExp][] = [
      ["https://nowhere.invalid", service.password, /^There is no host called nowhere\.invalid/],
      [await nobodyHome(), service.password, /^Nothing answers at 127\.0\.0\.1/],
      [webPage.origin, service.password, /it is not a key management API/],
      ["http://api.example.com", service.password, /can only be reached with https/],
      ["no address", service.password, /^That is not an address Keyrack can use/],
      [twin.origin, "wrong password", /^The e-mail and password do not match/],
      [twin.origin, twin.password, /that is another account, with keys of its own/],
    ];
    for (const [address, password, sentence] of wrong) {
      await dialog.getByLabel("Address").fill(address);
      await dialog.getByLabel("E-mail").fill(service.email);
      await dialog.getByLabel("Password").fill(password);
      await dialog.getByRole("button", { name: "Sign in and save" }).click();
      await expect(dialog.getByText(sentence)).toBeVisible();
      expect(remembered(profile)).toEqual([connection]);
      expect(await sessionToken(connection?.id ?? "")).toBe(token);
    }
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await window.getByRole("tab", { name: "API Keys" }).click();
    await expect(keyRow(window, "Active Keys", "Stays here")).toBeVisible();
    await makeKey(window, "And goes on");
    expect(await isGood(service, token)).toBe(true);
    await webPage.close();
  });

  test("an address that works takes the connection along, and the session at the old one ends", async ({ launch }) => {
    const service = await startService();
    const otherWay = await startUnreliableServer(service.origin);
    const { window, profile } = await launch();
    await connectToServer(window, at(service));
    await makeKey(window, "Comes along");
    const [before] = remembered(profile);
    const oldToken = await sessionToken(before?.id ?? "");
    const dialog = await openEdit(window, "Edit…");
    await dialog.getByLabel("Name").fill("Moved");
    await dialog.getByLabel("Address").fill(otherWay.origin);
    await expect(dialog.getByLabel("E-mail")).toHaveValue(service.email);
    await dialog.getByLabel("Password").fill(service.password);
    await dialog.getByRole("button", { name: "Sign in and save" }).click();
    await expect(dialog).toBeHidden();
    await expect(switcher(window, "Moved")).toBeVisible();
    expect(remembered(profile)).toMatchObject([{ id: before?.id, name: "Moved", origin: otherWay.origin }]);
    await expect.poll(() => isGood(service, oldToken)).toBe(false);
    const newToken = await sessionToken(before?.id ?? "");
    expect(newToken).not.toBe(oldToken);
    expect(await isGood(service, newToken)).toBe(true);
    await window.getByRole("tab", { name: "API Keys" }).click();
    await expect(keyRow(window, "Active Keys", "Comes along")).toBeVisible();
    expect((await readState(window)).kept, "what was kept stays kept").toHaveLength(1);
    await otherWay.close();
  });

  test("a server that has moved is found again, from a connection that is not on screen", async ({ launch }) => {
    const [service, other] = [await startService(), await startService()];
    const first = await launch();
    await connectToServer(first.window, at(service));
    await makeKey(first.window, "Comes along");
    await addServer(first.window, other, "Staging");
    await first.close();
    const [before] = remembered(first.profile);
    await service.close();
    const moved = await startService(service.data);
    expect(moved.origin).not.toBe(service.origin);

    const { app, window, profile } = await launch({ profile: first.profile });
    await expect(switcher(window, "Staging")).toBeVisible();
    const dialog = await openEdit(window, `Edit ${before?.name}…`);
    await dialog.getByLabel("Address").fill(moved.origin);
    await dialog.getByLabel("Password").fill(service.password);
    await dialog.getByRole("button", { name: "Sign in and save" }).click();
    await expect(dialog).toBeHidden();
    await expect(switcher(window, "Staging"), "still on screen").toBeVisible();
    expect(remembered(profile)[0]).toMatchObject({ id: before?.id, origin: moved.origin });
    await pressShortcut(app, "1");
    await expect(switcher(window, before?.name ?? "")).toBeVisible();
    await window.getByRole("tab", { name: "API Keys" }).click();
    await expect(keyRow(window, "Active Keys", "Comes along")).toBeVisible();
  });
});
