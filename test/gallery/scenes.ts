/** The scenes of the gallery: a state, what main would answer, and what a person did until then. */
import { expect, type Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { capabilityScenes } from "./scenes-capabilities.ts";
import { commandScenes } from "./scenes-commands.ts";
import { connectionScenes } from "./scenes-connections.ts";
import { dialogScenes } from "./scenes-dialogs.ts";
import { keptScenes } from "./scenes-kept.ts";
import { keptDialogScenes } from "./scenes-kept-dialogs.ts";
import { longListScenes } from "./scenes-long-lists.ts";
import { networkScenes } from "./scenes-network.ts";
import { offlineScenes } from "./scenes-offline.ts";
import { overviewScenes } from "./scenes-overview.ts";
import { rotationScenes } from "./scenes-rotations.ts";
import { signInScenes } from "./scenes-sign-in.ts";
import { useScenes } from "./scenes-use.ts";
import {
  ago,
  awkwardKeys,
  awkwardRevoked,
  failures,
  firstRun,
  fiveKeys,
  goodDay,
  lists,
  local,
  manyRevoked,
  noLists,
  remote,
  threeKeys,
  twoRevoked,
} from "./states.ts";

/** One picture to take. */
export interface Scene {
  name: string;
  state: AppState | "failing" | "absent";
  answers?: FakeBridgeOptions["answers"];
  /** Where the window is; in Settings, API Keys unless it says otherwise. */
  place?: "overview";
  /** What a person does before the picture. */
  act?: (page: Page) => Promise<void>;
}

const onServer = { activeConnectionId: remote.id } as const;

async function fillServer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect to a server" }).click();
  await page.getByLabel("Address").fill("https://api.northwind.example");
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
}

const firstRunScenes: Scene[] = [
  { name: "first-run", state: firstRun },
  {
    name: "first-run-notice",
    state: {
      ...firstRun,
      notices: [
        {
          id: "settings",
          tone: "warning",
          message:
            "Your settings could not be read. They were set aside as settings.unreadable-1.json and Keyrack started with its defaults.",
        },
      ],
    },
  },
  {
    name: "first-run-failed",
    state: firstRun,
    answers: { "connection:use-local": { ok: false, failure: failures.service } },
    act: async (page) => {
      await page.getByRole("button", { name: "Use the Local workspace" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "first-run-known-server",
    state: { ...firstRun, connections: [remote] },
  },
  {
    name: "connect-empty",
    state: firstRun,
    act: (page) => page.getByRole("button", { name: "Connect to a server" }).click(),
  },
  {
    name: "connect-under-way",
    state: firstRun,
    answers: { "connection:connect": "never" },
    act: fillServer,
  },
  {
    name: "connect-certificate",
    state: firstRun,
    answers: { "connection:connect": { ok: false, failure: failures.certificate } },
    act: fillServer,
  },
  {
    name: "connect-rate-limited",
    state: firstRun,
    answers: { "connection:connect": { ok: false, failure: failures.rateLimited } },
    act: fillServer,
  },
];

const sessionScenes: Scene[] = [
  {
    name: "sign-in",
    state: goodDay({ ...onServer, session: { status: "signed-out", reason: "not-yet" }, ...noLists }),
  },
  {
    name: "sign-in-wrong-password",
    state: goodDay({ ...onServer, session: { status: "signed-out", reason: "not-yet" }, ...noLists }),
    answers: { "session:sign-in": { ok: false, failure: failures.credentials } },
    act: signIn,
  },
  {
    name: "sign-in-local",
    state: goodDay({ session: { status: "signed-out", reason: "by-choice" }, ...noLists }),
  },
  {
    name: "session-ended",
    state: goodDay({ ...onServer, session: { status: "signed-out", reason: "ended" } }),
  },
  {
    name: "session-ended-server-error",
    state: goodDay({ ...onServer, session: { status: "signed-out", reason: "ended" } }),
    answers: { "session:sign-in": { ok: false, failure: failures.server } },
    act: signIn,
  },
  {
    name: "session-locked",
    state: goodDay({ ...onServer, session: { status: "locked", failure: failures.locked }, ...noLists }),
  },
  {
    name: "session-locked-anew",
    state: goodDay({ ...onServer, session: { status: "locked", failure: failures.locked }, ...noLists }),
    act: (page) => page.getByRole("button", { name: "Sign in anew" }).click(),
  },
  {
    name: "session-restoring",
    state: goodDay({ session: { status: "restoring" }, ...noLists }),
    act: (page) => expect(page.getByLabel("Reading the list")).toBeVisible(),
  },
  {
    name: "session-locked-local-list",
    state: goodDay({ session: { status: "locked", failure: failures.locked } }),
  },
  {
    name: "session-unreachable",
    state: goodDay({ ...onServer, session: { status: "unreachable", failure: failures.offline }, ...noLists }),
  },
  { name: "lost", state: "failing" },
  { name: "lost-no-bridge", state: "absent" },
];

const listScenes: Scene[] = [
  { name: "keys", state: goodDay() },
  { name: "keys-full", state: goodDay({ ...lists(fiveKeys, twoRevoked) }) },
  { name: "keys-empty", state: goodDay({ ...lists([], []) }) },
  { name: "keys-only-revoked", state: goodDay({ ...lists([], twoRevoked) }) },
  {
    name: "keys-loading",
    state: goodDay({ ...noLists, keys: { ...noLists.keys, status: "loading" } }),
    act: (page) => expect(page.getByLabel("Reading the list")).toBeVisible(),
  },
  {
    name: "keys-failed-first",
    state: goodDay({ ...noLists, keys: { ...noLists.keys, status: "failed", failure: failures.server } }),
  },
  {
    name: "keys-failed-later",
    state: goodDay({ ...onServer, ...lists(threeKeys, twoRevoked, { status: "failed", failure: failures.server }) }),
  },
  {
    name: "keys-offline",
    state: goodDay({
      ...onServer,
      network: { status: "offline", since: ago(60_000), failure: failures.timeout, nextTryAt: null, live: false },
    }),
  },
  {
    name: "keys-no-keychain",
    state: goodDay({
      session: { ...(goodDay().session as Extract<AppState["session"], { status: "signed-in" }>), keptIn: "memory" },
      keychain: {
        status: "unavailable",
        help: "Start a keyring such as gnome-keyring or KWallet, then sign in again.",
      },
      notices: [
        {
          id: "settings",
          tone: "warning",
          message:
            "The settings file could not be read. It was kept as settings.unreadable-1.json, and the defaults are in use.",
        },
      ],
    }),
  },
  {
    name: "keys-awkward-names",
    state: goodDay({
      connections: [{ ...local, name: "Lager & Ware GmbH – Testumgebung Rotterdam (Süd)" }, remote],
      ...lists(awkwardKeys, awkwardRevoked),
    }),
  },
  {
    name: "keys-many",
    state: goodDay({ ...lists(fiveKeys, manyRevoked, {}, true) }),
  },
  {
    name: "keys-many-end",
    state: goodDay({ ...lists(fiveKeys, manyRevoked, {}, true) }),
    act: async (page) => {
      await page.getByRole("row", { name: /Nightly import 25/ }).focus();
      await page.keyboard.press("End");
      await page.getByRole("button", { name: "Show more" }).focus();
    },
  },
  {
    name: "keys-long-reason-focused",
    state: goodDay({ ...lists(awkwardKeys, awkwardRevoked) }),
    act: async (page) => {
      await page.getByRole("row", { name: /production/ }).focus();
      await page.keyboard.press("ArrowUp");
    },
  },
  {
    name: "keys-filtered",
    state: goodDay({ ...lists(fiveKeys, manyRevoked) }),
    act: async (page) => {
      await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "find" }));
      await page.keyboard.type("import 2");
    },
  },
  {
    name: "keys-row-focused",
    state: goodDay(),
    act: async (page) => {
      await page.getByRole("row", { name: /Production API/ }).focus();
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    name: "keys-row-menu",
    state: goodDay(),
    act: async (page) => {
      await page.getByRole("row", { name: /Inventory Sync/ }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "switcher",
    state: goodDay({ connections: [remote], ...onServer }),
    act: async (page) => {
      await page.getByRole("button", { name: /^Connection/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
];

const settingsScenes: Scene[] = [
  {
    name: "settings-connection",
    state: goodDay(onServer),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
  {
    name: "settings-connection-signed-out",
    state: goodDay({ ...onServer, session: { status: "signed-out", reason: "by-choice" }, ...noLists }),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
  {
    name: "settings-appearance",
    state: goodDay(),
    act: (page) => page.getByRole("tab", { name: "Appearance" }).click(),
  },
  { name: "settings-about", state: goodDay(), act: (page) => page.getByRole("tab", { name: "About" }).click() },
];

/** All of them. */
export const scenes: Scene[] = [
  ...firstRunScenes,
  ...sessionScenes,
  ...listScenes,
  ...longListScenes,
  ...settingsScenes,
  ...dialogScenes,
  ...keptScenes,
  ...keptDialogScenes,
  ...connectionScenes,
  ...signInScenes,
  ...networkScenes,
  ...offlineScenes,
  ...overviewScenes,
  ...rotationScenes,
  ...useScenes,
  ...capabilityScenes,
  ...commandScenes,
];
