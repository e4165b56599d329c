/** The system keyring in every state it can be in: there, absent, locked, unlocked later, without a bus, and its entry gone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { bridgeOf } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { readKeyring, removeFromKeyring, tokensInKeyring } from "../support/keyring.ts";
import { filesWith } from "../support/search-files.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { connectToServer, expectList, keyRow, makeKey, useLocalWorkspace } from "../support/walk.ts";

let service: ServiceProcess;

test.beforeAll(async () => {
  service = await startServiceProcess();
});
test.afterAll(() => service.close());

const credentials = () => ({ address: service.origin, email: service.email, password: service.password });

/** What settings.json remembers of the one connection. */
function rememberedConnection(profile: string): { id: string; sessionStored: boolean } {
  const settings = JSON.parse(readFileSync(join(profile, "settings.json"), "utf8"));
  return settings.connections[0];
}

/** What stands above the list as it was, when there is no session to go with it. */
const signInPanel = (window: Page) => window.getByRole("region", { name: "Sign in" });

/** The banner of a session without a keychain, and what it must say: what, and how to mend it. */
async function expectMemoryBanner(window: Page): Promise<void> {
  const banner = window.getByRole("status").filter({ hasText: "You stay signed in only until Keyrack closes." });
  await expect(banner).toBeVisible();
  await expect(banner, "it says how to mend it").toContainText(/unlock|install|start|allow/i);
}

test("a session is kept in the keyring and is still there after a restart", async ({ launch, desktop }) => {
  const session = await desktop("unlocked");
  const first = await launch({ env: session.env });
  await connectToServer(first.window, credentials());
  await expect(first.window.getByText("You stay signed in only until")).toBeHidden();
  const [entry] = await readKeyring(session.env);
  expect(entry?.account).toBe(`session:${rememberedConnection(first.profile).id}`);
  const tokens = await tokensInKeyring(session.env);
  expect(tokens).toEqual([expect.stringMatching(/^krs_/)]);
  expect(await first.close()).toBe(0);
  expect(filesWith(first.profile, tokens)).toEqual([]);

  const second = await launch({ profile: first.profile, env: session.env });
  await expectList(second.window);
  expect(await tokensInKeyring(session.env), "no second sign-in was needed").toEqual(tokens);
});

test("signing out takes the session out of the keyring", async ({ launch, desktop }) => {
  const session = await desktop("unlocked");
  const { window } = await launch({ env: session.env });
  await connectToServer(window, credentials());
  expect(await readKeyring(session.env)).toHaveLength(1);
  await window.getByRole("tab", { name: "Connection" }).click();
  await window.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => readKeyring(session.env)).toEqual([]);
});

for (const [state, words] of [
  ["absent", "no keyring was ever made"],
  ["no-bus", "there is no session bus"],
] as const) {
  test(`${state}: where ${words} the session lives in memory, says so, and never touches the disk`, async ({
    launch,
    desktop,
  }) => {
    const session = await desktop(state);
    const first = await launch({ env: session.env });
    await useLocalWorkspace(first.window);
    await expectMemoryBanner(first.window);
    const key = await makeKey(first.window, "Made without a keychain");
    await first.window.getByRole("tab", { name: "Connection" }).click();
    await expect(first.window.getByText("In memory, for this run only")).toBeVisible();
    expect(rememberedConnection(first.profile).sessionStored).toBe(false);
    expect(await first.close()).toBe(0);
    expect(filesWith(first.profile, [key])).toEqual([]);

    // The Local workspace needs no password, so it opens again; its keys are on disk, as hashes.
    const second = await launch({ profile: first.profile, env: session.env });
    await expectList(second.window);
    await expect(keyRow(second.window, "Active Keys", "Made without a keychain")).toBeVisible();
    await expectMemoryBanner(second.window);
  });
}

test("without a keyring a server can be used too, and asks for the password again after a restart", async ({
  launch,
  desktop,
}) => {
  const session = await desktop("absent");
  const first = await launch({ env: session.env });
  await connectToServer(first.window, credentials());
  await expectMemoryBanner(first.window);
  await first.close();
  const second = await launch({ profile: first.profile, env: session.env });
  await expect(signInPanel(second.window)).toContainText("sign in to go on");
  await expect(signInPanel(second.window).getByLabel("E-mail")).toHaveValue(service.email);
});

test("unlocked later: a stored session is found again without a restart", async ({ launch, desktop }) => {
  const session = await desktop("unlocked");
  const first = await launch({ env: session.env });
  await connectToServer(first.window, credentials());
  const tokens = await tokensInKeyring(session.env);
  await first.close();

  await session.lockKeyring();
  const second = await launch({ profile: first.profile, env: session.env });
  await expect(signInPanel(second.window)).toContainText("The system keychain is locked. Unlock it");
  expect(rememberedConnection(first.profile).sessionStored, "nothing was forgotten").toBe(true);
  await session.unlockKeyring();
  await second.window.getByRole("button", { name: "Try again" }).click();
  await expectList(second.window);
  expect(await tokensInKeyring(session.env), "the session is the old one").toEqual(tokens);
});

test("unlocked later: Try again in the banner moves the session into the keychain", async ({ launch, desktop }) => {
  const session = await desktop("absent");
  const { window, profile } = await launch({ env: session.env });
  await connectToServer(window, credentials());
  await expectMemoryBanner(window);
  await session.unlockKeyring();
  await window.getByRole("button", { name: "Try again" }).click();
  await expect(window.getByText("You stay signed in only until")).toBeHidden();
  expect(await tokensInKeyring(session.env)).toEqual([expect.stringMatching(/^krs_/)]);
  await expect.poll(() => rememberedConnection(profile).sessionStored).toBe(true);
});

test("unlocked later: the next sign-in is kept without a restart", async ({ launch, desktop }) => {
  const session = await desktop("absent");
  const { window, profile } = await launch({ env: session.env });
  await connectToServer(window, credentials());
  await expectMemoryBanner(window);
  await session.unlockKeyring();
  await window.getByRole("tab", { name: "Connection" }).click();
  await window.getByRole("button", { name: "Sign out" }).click();
  await window.getByRole("tab", { name: "API Keys" }).click();
  const panel = window.getByRole("tabpanel", { name: "API Keys" });
  await panel.getByLabel("Password").fill(service.password);
  await panel.getByRole("button", { name: "Sign in" }).click();
  await expectList(window);
  await expect(window.getByText("You stay signed in only until")).toBeHidden();
  expect(await tokensInKeyring(session.env)).toEqual([expect.stringMatching(/^krs_/)]);
  await expect.poll(() => rememberedConnection(profile).sessionStored).toBe(true);
});

test("an empty answer where an entry is known signs nobody out and removes nothing", async ({ launch, desktop }) => {
  // keytar answers null for a dismissed prompt as for a missing entry; a missing entry is the one that can be made here.
  const session = await desktop("unlocked");
  const first = await launch({ env: session.env });
  await connectToServer(first.window, credentials());
  const [entry] = await readKeyring(session.env);
  const [token = ""] = await tokensInKeyring(session.env);
  await first.close();
  await removeFromKeyring(entry?.account ?? "", session.env);

  const second = await launch({ profile: first.profile, env: session.env });
  const { window } = second;
  await expect(signInPanel(window)).toContainText("The system keychain did not give Keyrack its entry.");
  await window.getByRole("button", { name: "Try again" }).click();
  const again = await (await bridgeOf(window)).evaluate((keyrack) => keyrack.session.restore());
  expect(again).toMatchObject({ ok: false, failure: { code: "keychain-denied" } });
  expect(rememberedConnection(first.profile).sessionStored, "the entry counts as there").toBe(true);
  const { status } = await fetch(`${service.origin}/api/v1/admin/session`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(status, "the session on the server was not ended").toBe(200);

  // Signing in anew is the way on, and it is stored again.
  await signInPanel(window).getByLabel("Password").fill(service.password);
  await signInPanel(window).getByRole("button", { name: "Sign in" }).click();
  await expectList(window);
  expect(await tokensInKeyring(session.env)).not.toEqual([token]);
});

test("a locked keyring leaves the Local workspace usable, and its entry alone", async ({ launch, desktop }) => {
  const session = await desktop("unlocked");
  const first = await launch({ env: session.env });
  await useLocalWorkspace(first.window);
  const before = await readKeyring(session.env);
  expect(before).toHaveLength(1);
  await first.close();
  await session.lockKeyring();
  const second = await launch({ profile: first.profile, env: session.env });
  await expect(second.window.getByRole("heading", { name: "API Keys" })).toBeVisible();
  await expectMemoryBanner(second.window);
  await makeKey(second.window, "Made while locked");
  await second.close();
  await session.unlockKeyring();
  expect(await readKeyring(session.env)).toEqual(before);
});
