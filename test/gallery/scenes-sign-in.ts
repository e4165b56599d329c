/** The scenes of signing in to servers of several kinds: what stands at an address, by which way, and with which code. */
import { expect, type Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { FoundServer } from "../../src-preload/contract/server.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import type { Scene } from "./scenes.ts";
import { failures, firstRun, goodDay, identity, identityDay, noLists, remote } from "./states.ts";

const host = "id.northwind.example";
const finds = (place: FoundServer["place"]): FakeBridgeOptions["answers"] => ({
  "connection:look": { ok: true, value: { host, place } },
});

/** What main finds at `host`. */
export const findsIdentity = finds({ kind: "better-auth", basePath: "/api/auth" });
/** Something answers there, and nobody can tell what it is. */
export const findsRiddle = finds(null);

/** A connection whose kind of server only a newer Keyrack knows. */
export const fromNewer = { ...identity, server: { kind: "vault-9", basePath: "/v9" } };
const newer = { connections: [fromNewer, remote], activeConnectionId: fromNewer.id };

const signedOut = (reason: "not-yet" | "ended"): AppState["session"] => ({ status: "signed-out", reason });
const openDialog = async (page: Page) => {
  await page.getByRole("button", { name: /^Connection/ }).click();
  await page.getByRole("menuitem", { name: "Connect to a server…" }).click();
};

/** Types the address and leaves the field. */
async function typeAddress(page: Page): Promise<void> {
  await page.getByLabel("Address").fill(`https://${host}`);
  await page.getByLabel("E-mail").focus();
}

async function onFirstRun(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect to a server" }).click();
  await typeAddress(page);
}

const useToken = (page: Page) => page.getByRole("button", { name: "Use a session token instead" }).click();

async function fillPassword(page: Page, button: string): Promise<void> {
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: button, exact: true }).click();
}

async function untilCodeAsked(page: Page): Promise<void> {
  await expect(page.getByLabel("Code from your authenticator app")).toBeFocused();
}

/** The code is asked for, typed, and refused. */
async function wrongCode(page: Page, button: string, channel: "connection:connect" | "session:sign-in"): Promise<void> {
  await untilCodeAsked(page);
  await page.keyboard.type("123 456");
  await page.evaluate(([channel, failure]) => window.fakeMain.answer(channel, { ok: false, failure }), [
    channel,
    failures.invalidCode,
  ] as const);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByText(failures.invalidCode.message)).toBeVisible();
}

const wantsCode = { ok: false, failure: failures.codeRequired } as const;

const connecting: Scene[] = [
  {
    name: "connect-looking",
    state: firstRun,
    answers: { "connection:look": "never" },
    act: async (page) => {
      await onFirstRun(page);
      await expect(page.getByText("Looking…")).toBeVisible();
    },
  },
  {
    name: "connect-found-keyrack",
    state: firstRun,
    act: async (page) => {
      await onFirstRun(page);
      await expect(page.getByText(`Keyrack API at ${host}`)).toBeVisible();
    },
  },
  {
    name: "connect-found-identity",
    state: firstRun,
    answers: findsIdentity,
    act: async (page) => {
      await onFirstRun(page);
      await expect(page.getByText(`Better Auth at ${host}/api/auth`)).toBeVisible();
    },
  },
  {
    name: "connect-not-that",
    state: firstRun,
    answers: findsIdentity,
    act: async (page) => {
      await onFirstRun(page);
      await page.getByRole("button", { name: "Not that? Choose" }).press("Enter");
      await expect(page.getByRole("radio", { name: "Better Auth" })).toBeFocused();
      await page.keyboard.press("ArrowUp");
      await expect(page.getByRole("radio", { name: "Keyrack API" })).toBeChecked();
    },
  },
  {
    name: "connect-unclear",
    state: firstRun,
    answers: findsRiddle,
    act: async (page) => {
      await onFirstRun(page);
      await expect(page.getByRole("radiogroup", { name: "Kind of server" })).toBeVisible();
    },
  },
  {
    name: "connect-unclear-chosen",
    state: firstRun,
    answers: findsRiddle,
    act: async (page) => {
      await onFirstRun(page);
      await page.getByRole("radio", { name: "Better Auth" }).click();
      await useToken(page);
    },
  },
  {
    name: "connect-unclear-refused",
    state: firstRun,
    answers: { ...findsRiddle, "connection:connect": { ok: false, failure: failures.notAnApi } },
    act: async (page) => {
      await onFirstRun(page);
      await fillPassword(page, "Connect");
      await expect(page.getByText(failures.notAnApi.message)).toBeVisible();
    },
  },
  {
    name: "connect-look-failed",
    state: firstRun,
    answers: { "connection:look": { ok: false, failure: failures.certificate } },
    act: async (page) => {
      await onFirstRun(page);
      await expect(page.getByText(failures.certificate.message)).toBeVisible();
    },
  },
  {
    name: "connect-token",
    state: firstRun,
    answers: findsIdentity,
    act: async (page) => {
      await onFirstRun(page);
      await useToken(page);
      await page.keyboard.type("not-a-real-token");
    },
  },
  {
    name: "connect-token-refused",
    state: firstRun,
    answers: { ...findsIdentity, "connection:connect": { ok: false, failure: failures.invalidToken } },
    act: async (page) => {
      await onFirstRun(page);
      await useToken(page);
      await page.keyboard.type("not-a-real-token");
      await page.keyboard.press("Enter");
      await expect(page.getByText(failures.invalidToken.message)).toBeVisible();
    },
  },
  {
    name: "connect-code",
    state: firstRun,
    answers: { ...findsIdentity, "connection:connect": wantsCode },
    act: async (page) => {
      await onFirstRun(page);
      await fillPassword(page, "Connect");
      await untilCodeAsked(page);
    },
  },
  {
    name: "connect-code-wrong",
    state: firstRun,
    answers: { ...findsIdentity, "connection:connect": wantsCode },
    act: async (page) => {
      await onFirstRun(page);
      await fillPassword(page, "Connect");
      await wrongCode(page, "Connect", "connection:connect");
    },
  },
  {
    name: "connect-dialog-found",
    state: goodDay(),
    answers: findsIdentity,
    act: async (page) => {
      await openDialog(page);
      await typeAddress(page);
      await expect(page.getByText(`Better Auth at ${host}/api/auth`)).toBeVisible();
    },
  },
  {
    name: "connect-dialog-unclear",
    state: goodDay(),
    answers: findsRiddle,
    act: async (page) => {
      await openDialog(page);
      await typeAddress(page);
      await expect(page.getByRole("radiogroup", { name: "Kind of server" })).toBeVisible();
    },
  },
];

const again: Scene[] = [
  { name: "sign-in-ways", state: identityDay({ session: signedOut("not-yet"), ...noLists }) },
  {
    name: "sign-in-token",
    state: identityDay({ session: signedOut("not-yet"), ...noLists }),
    act: useToken,
  },
  {
    name: "sign-in-code",
    state: identityDay({ session: signedOut("not-yet"), ...noLists }),
    answers: { "session:sign-in": wantsCode },
    act: async (page) => {
      await fillPassword(page, "Sign in");
      await untilCodeAsked(page);
    },
  },
  {
    name: "sign-in-newer-kind",
    state: goodDay({ ...newer, session: signedOut("not-yet"), ...noLists }),
  },
  { name: "session-ended-ways", state: identityDay({ session: signedOut("ended") }) },
  { name: "session-ended-token", state: identityDay({ session: signedOut("ended") }), act: useToken },
  {
    name: "session-ended-code",
    state: identityDay({ session: signedOut("ended") }),
    answers: { "session:sign-in": wantsCode },
    act: async (page) => {
      await fillPassword(page, "Sign in");
      await wrongCode(page, "Sign in", "session:sign-in");
    },
  },
  { name: "session-ended-newer-kind", state: identityDay({ ...newer, session: signedOut("ended") }) },
  {
    name: "sign-in-again-ways",
    state: identityDay(),
    act: async (page) => {
      await endWhileGenerating(page);
      await expect(page.getByRole("button", { name: "Use a session token instead" })).toBeVisible();
    },
  },
  {
    name: "sign-in-again-newer-kind",
    state: identityDay(newer),
    act: endWhileGenerating,
  },
];

async function endWhileGenerating(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Generate New Key" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.evaluate((session) => window.fakeMain.emit("state:changed", { session }), signedOut("ended"));
  await expect(page.getByRole("dialog", { name: "Sign in to go on" })).toBeVisible();
}

async function move(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Edit…", exact: true }).click();
  await page.getByLabel("Address").fill("https://eu.northwind.example/api/auth");
  await page.getByLabel("E-mail").focus();
}

const moving: Scene[] = [
  { name: "edit-connection-ways", state: identityDay(), answers: findsIdentity, act: move },
  {
    name: "edit-connection-token",
    state: identityDay(),
    answers: findsIdentity,
    act: async (page) => {
      await move(page);
      await useToken(page);
    },
  },
  {
    name: "edit-connection-code",
    state: identityDay(),
    answers: { ...findsIdentity, "connection:edit": wantsCode },
    act: async (page) => {
      await move(page);
      await fillPassword(page, "Sign in and save");
      await untilCodeAsked(page);
    },
  },
  {
    name: "edit-connection-unclear",
    state: identityDay(),
    answers: findsRiddle,
    act: async (page) => {
      await move(page);
      await expect(page.getByRole("radiogroup", { name: "Kind of server" })).toBeVisible();
    },
  },
  {
    name: "settings-connection-identity",
    state: identityDay(),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
  {
    name: "settings-connection-newer-kind",
    state: identityDay({ ...newer, session: signedOut("not-yet") }),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
];

/** All of them. */
export const signInScenes: Scene[] = [...connecting, ...again, ...moving];
