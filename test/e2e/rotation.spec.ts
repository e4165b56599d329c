/** Rotation as a person does it, and what others do as it appears: with a server that rotates, and with one that leaves it to them. */
import { expect, type Locator, type Page } from "@playwright/test";
import { signInDirectly } from "../support/direct-admin.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring, tokensInKeyring } from "../support/keyring.ts";
import { startLocalService, type TestService } from "../support/local-service.ts";
import { comeBack, lacking } from "../support/remote-app.ts";
import { startUnreliableServer, type UnreliableServer } from "../support/unreliable-server.ts";
import {
  connectToServer,
  copyAndDone,
  expectList,
  keyRow,
  makeKey,
  openRevoke,
  revealedValue,
  revokeKey,
  showApiKeys,
} from "../support/walk.ts";

const hourMs = 3_600_000;

let service: TestService;
/** How far the server's clock is ahead of ours, milliseconds. */
let ahead = 0;

test.beforeEach(async () => {
  await emptyKeyring();
  ahead = 0;
  service = await startLocalService({ now: () => Date.now() + ahead });
});
test.afterEach(() => service.close());

const signIn = (window: Page, address = service.origin) =>
  connectToServer(window, { address, email: service.adminEmail, password: service.adminPassword });

const card = (window: Page, name: string) => window.getByRole("listitem", { name: `Rotation of ${name}` });
const step = (rotation: Locator, title: string) => rotation.getByRole("listitem").filter({ hasText: title });

/** Calls the API with a key, as whatever has it would. */
async function use(key: string): Promise<number> {
  const { status } = await fetch(`${service.origin}/api/v1/keys/self`, { headers: { authorization: `ApiKey ${key}` } });
  return status;
}

async function openRotate(window: Page, name: string): Promise<Locator> {
  await keyRow(window, "Active Keys", name)
    .getByRole("button", { name: /^More for/ })
    .click();
  await window.getByRole("menuitem", { name: "Rotate…" }).click();
  const dialog = window.getByRole("dialog", { name: `Rotate “${name}”` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Makes the successor, copies it, and answers its value. */
async function generateSuccessor(window: Page, dialog: Locator): Promise<string> {
  await dialog.getByRole("button", { name: "Generate Successor" }).click();
  const value = await revealedValue(window);
  await copyAndDone(window);
  return value;
}

test("the server rotates: across a restart, until the old key ends by itself", async ({ launch }) => {
  const first = await launch();
  await signIn(first.window);
  const oldKey = await makeKey(first.window, "Production");
  const dialog = await openRotate(first.window, "Production");
  await dialog.getByRole("combobox", { name: "After the first use, the old key works" }).click();
  await first.window.getByRole("option", { name: "For 1 hour" }).click();
  const newKey = await generateSuccessor(first.window, dialog);
  await expect(step(card(first.window, "Production"), "First used")).toHaveAttribute("aria-current", "step");
  await expect(step(card(first.window, "Production"), "Old key ends")).toContainText("1 hour after that");
  expect([await use(oldKey), newKey === oldKey]).toEqual([200, false]);
  await first.close();

  const { window } = await launch({ profile: first.profile });
  await expectList(window);
  const rotation = card(window, "Production");
  await expect(step(rotation, "Copied or kept")).toContainText("Kept on this computer");
  await expect(step(rotation, "First used")).toContainText("Not yet");
  await expect(window.getByText("Shown as it happens")).toBeVisible();

  expect(await use(newKey)).toBe(200);
  await expect(step(rotation, "First used")).toContainText("Last just now");
  await expect(step(rotation, "Old key ends")).toContainText(/In (60 minutes|1 hour)/);
  expect(await use(oldKey)).toBe(200);

  ahead = 2 * hourMs;
  await expect(rotation).toBeHidden({ timeout: 10_000 });
  await expect(keyRow(window, "Revoked Keys", "Production")).toContainText(/rotated/i);
  await expect(window.getByText("1 of 5 active")).toBeVisible();
  expect([await use(oldKey), await use(newKey)]).toEqual([401, 200]);
  // What is good for nothing is not kept either.
  await expect(keyRow(window, "Active Keys", "Production").getByRole("button", { name: /^Copy/ })).toHaveCount(1);
  await expect(window.getByText(/is no longer active, so its value was forgotten/)).toBeVisible();
});

test("at five of five: the server has room; cancelling gives the old key back, revoking it leaves the new", async ({
  launch,
}) => {
  const { window } = await launch();
  await signIn(window);
  for (const name of ["One", "Two", "Three", "Four"]) await makeKey(window, name);
  const oldKey = await makeKey(window, "Five");
  const cancelled = await generateSuccessor(window, await openRotate(window, "Five"));
  await expect(window.getByText("5 of 5 active")).toBeVisible();
  expect([await use(oldKey), await use(cancelled)]).toEqual([200, 200]);
  await card(window, "Five").getByRole("button", { name: "Cancel rotation of Five" }).click();
  const question = window.getByRole("alertdialog", { name: "Cancel the rotation of “Five”?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await question.getByRole("button", { name: "Revoke the successor" }).click();
  await expect(card(window, "Five")).toBeHidden();
  await expect(keyRow(window, "Revoked Keys", "Five")).toContainText("Rotation cancelled");
  await expect(window.getByText("5 of 5 active")).toBeVisible();
  expect([await use(oldKey), await use(cancelled)]).toEqual([200, 401]);

  const newKey = await generateSuccessor(window, await openRotate(window, "Five"));
  await card(window, "Five").getByRole("button", { name: "Revoke the old key of Five now" }).click();
  await window.getByRole("alertdialog", { name: "Revoke “Five”?" }).getByRole("button", { name: "Revoke" }).click();
  // Behind a dialog nothing can be seen by its role: it goes once the key is revoked.
  await expect(window.getByRole("alertdialog")).toHaveCount(0);
  await expect(card(window, "Five")).toBeHidden();
  expect([await use(oldKey), await use(newKey)]).toEqual([401, 200]);
  await expect(window.getByText("5 of 5 active")).toBeVisible();
});

test("somebody revokes a key that is about to be rotated: said, and nothing half done", async ({ launch }) => {
  const { window } = await launch();
  await signIn(window);
  await makeKey(window, "Going");
  const admin = await signInDirectly(service);
  const dialog = await openRotate(window, "Going");
  const [key] = (await admin.truth()).active;
  await admin.revoke(key?.id ?? "");
  await expect(dialog).toContainText("This key is not active any more.");
  await expect(dialog.getByRole("button", { name: "Generate Successor" })).toHaveAttribute("aria-disabled", "true");
  expect((await admin.truth()).active).toEqual([]);
});

test.describe("a server that cannot", () => {
  let server: UnreliableServer;
  test.beforeEach(async () => {
    server = await startUnreliableServer(service.origin);
  });
  test.afterEach(() => server.close());

  test("rotating by hand: room first, then the pair, across a restart, until the old key can go", async ({
    launch,
  }) => {
    server.rewrite(lacking("rotate", "events"));
    const first = await launch();
    await signIn(first.window, server.origin);
    for (const name of ["One", "Two", "Three", "Four"]) await makeKey(first.window, name);
    const oldKey = await makeKey(first.window, "By hand");
    const full = await openRotate(first.window, "By hand");
    await expect(full).toContainText("Revoke a key that is no longer needed, then rotate this one.");
    await expect(full.getByRole("button", { name: "Generate Successor" })).toHaveAttribute("aria-disabled", "true");
    await expect(full.getByRole("combobox")).toHaveCount(0);
    await full.getByRole("button", { name: "Cancel" }).click();
    await revokeKey(first.window, "One");
    const newKey = await generateSuccessor(first.window, await openRotate(first.window, "By hand"));
    expect(await use(oldKey)).toBe(200);
    await expect(card(first.window, "By hand")).toBeVisible();
    await first.close();

    const again = await launch({ profile: first.profile });
    const { window } = again;
    await showApiKeys(window);
    const rotation = card(window, "By hand");
    await expect(step(rotation, "First used")).toHaveAttribute("aria-current", "step");
    await expect(window.getByText("Looked up once a minute")).toBeVisible();
    expect(await use(newKey)).toBe(200);
    await comeBack(again);
    await expect(rotation).toContainText("the old key was used within the last hour");
    // Two hours later by the server's clock; ours stands where it is.
    ahead = 2 * hourMs;
    expect(await use(newKey)).toBe(200);
    await comeBack(again);
    await expect(rotation).toContainText("nothing has used the old key for an hour");
    await expect(rotation).not.toContainText("-");
    await rotation.getByRole("button", { name: "Revoke the old key of By hand now" }).click();
    const question = window.getByRole("alertdialog", { name: "Revoke “By hand”?" });
    await question.getByRole("button", { name: "Revoke" }).click();
    await expect(rotation).toBeHidden();
    expect([await use(oldKey), await use(newKey)]).toEqual([401, 200]);
    expect(server.requests.filter((request) => /\/rotate$|\/events$|status=retiring/.test(request))).toEqual([]);
  });

  test("tell what happens: the list is read when somebody comes back", async ({ launch }) => {
    server.rewrite(lacking("events"));
    const running = await launch();
    await signIn(running.window, server.origin);
    await makeKey(running.window, "Elsewhere");
    const admin = await signInDirectly(service);
    const [key] = (await admin.truth()).active;
    await admin.revoke(key?.id ?? "");
    await comeBack(running);
    await expect(keyRow(running.window, "Revoked Keys", "Elsewhere")).toBeVisible();
    expect(server.requests.filter((request) => request.endsWith("/events"))).toEqual([]);
  });
});

test("a second admin's changes appear by themselves, also after the line was cut", async ({ launch }) => {
  const server = await startUnreliableServer(service.origin);
  try {
    const { window, output } = await launch();
    await signIn(window, server.origin);
    await makeKey(window, "Live");
    const admin = await signInDirectly(service);
    const live = (await admin.truth()).active.find(({ name }) => name === "Live");
    await expect.poll(() => server.requests.filter((request) => request.endsWith("/events")).length).toBe(1);
    // Nobody asks: the list is read once a minute without events, and none of these waits is as long.
    const began = performance.now();
    await admin.create("From elsewhere");
    await expect(keyRow(window, "Active Keys", "From elsewhere")).toBeVisible();
    const first = performance.now() - began;

    // The revoke dialog stands open while somebody else does it.
    const question = await openRevoke(window, "Live");
    const revokedAt = performance.now();
    await admin.revoke(live?.id ?? "", "Leaked");
    await expect(window.getByRole("alertdialog", { name: "“Live” is revoked already" })).toBeVisible();
    const second = performance.now() - revokedAt;
    await expect(question).toBeHidden();
    await window.getByRole("button", { name: "Close" }).click();
    await expect(keyRow(window, "Revoked Keys", "Live")).toContainText("Leaked");
    test.info().annotations.push({ type: "live", description: `${Math.round(first)} ms, ${Math.round(second)} ms` });

    // What happened while the line was down is told once it is up again.
    server.cutAll();
    await admin.create("Meanwhile");
    await expect(keyRow(window, "Active Keys", "Meanwhile")).toBeVisible({ timeout: 10_000 });
    expect(server.requests.filter((request) => request.endsWith("/events")).length).toBeGreaterThan(1);
    expect(output()).not.toMatch(/krs_|Bearer/);
  } finally {
    await server.close();
  }
});

test("a session that is ended elsewhere is over here too, without anybody's asking", async ({ launch }) => {
  const { window } = await launch();
  await signIn(window);
  await makeKey(window, "Stays");
  const [token = ""] = await tokensInKeyring();
  await (await signInDirectly(service)).endSession(token);
  await expect(window.getByText(/Your session has ended\. Sign in to go on; nothing was lost\./)).toBeVisible();
  await expect(keyRow(window, "Active Keys", "Stays")).toBeVisible();
});
