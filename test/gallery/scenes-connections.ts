/** The scenes of several connections: the switcher, the Connection tab, and the dialog that edits one. */
import { expect, type Page } from "@playwright/test";
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { Scene } from "./scenes.ts";
import { failure, failures, goodDay, local, noLists, remote } from "./states.ts";

/** A connection of the pictures; `at` tells their ids apart. */
function connection(at: number, part: Partial<Connection>): Connection {
  return { ...remote, id: `0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1a${at + 10}`, ...part };
}

/** Side by side, each with its colour. */
export const production = connection(0, {
  name: "Production",
  colour: "rose",
  origin: "https://api.northwind.example",
});
/** Beside it. */
export const staging = connection(1, { name: "Staging", colour: "teal", origin: "https://staging.northwind.example" });
const three = { connections: [production, staging, local], activeConnectionId: production.id };

/** More than there are digits and colours, with a name that tries the layout. */
const many = {
  connections: (["graphite", "blue", "teal", "green", "amber", "orange", "rose", "violet"] as const)
    .map((colour, at) => connection(at, { name: `Warehouse ${at + 1}`, colour, origin: `https://wh${at + 1}.example` }))
    .concat(
      connection(8, { name: "W".repeat(64), colour: "amber", origin: `https://${"long-".repeat(12)}name.example` }),
      connection(9, { name: "شركة الشحن الشمالية", colour: "orange", origin: "http://127.0.0.1:43117" }),
    ),
  activeConnectionId: connection(4, {}).id,
};

const otherAccount = failure(
  "other-account",
  "At eu.northwind.example that is another account, with keys of its own. Add it as a connection of its own; this one was not changed.",
);
const knownConnection = failure(
  "known-connection",
  "Another connection, “Staging”, already leads to staging.northwind.example with that e-mail. Use that one, or another e-mail; nothing was changed.",
);

async function openSwitcher(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Connection/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
}

async function openEdit(page: Page, name: string | RegExp = "Edit…"): Promise<void> {
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Edit connection" }).getByLabel("Name")).toBeFocused();
}

async function move(page: Page): Promise<void> {
  await openEdit(page);
  await page.getByLabel("Address").fill("https://eu.northwind.example");
  await page.getByLabel("Password").fill("correct horse");
}

async function moveAndSave(page: Page): Promise<void> {
  await move(page);
  await page.getByRole("button", { name: "Sign in and save" }).click();
}

/** All of them. */
export const connectionScenes: Scene[] = [
  { name: "connections", state: goodDay(three) },
  { name: "connections-switcher", state: goodDay(three), act: openSwitcher },
  {
    name: "connections-many",
    state: goodDay(many),
    act: async (page) => {
      await openSwitcher(page);
      await page.keyboard.press("End");
    },
  },
  {
    name: "connections-tab",
    state: goodDay(three),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
  {
    name: "connections-tab-many",
    state: goodDay({ ...many, activeConnectionId: connection(8, {}).id }),
    act: (page) => page.getByRole("tab", { name: "Connection" }).click(),
  },
  {
    name: "connections-known",
    state: goodDay({ ...three, activeConnectionId: null, session: { status: "none" }, ...noLists }),
  },
  { name: "edit-connection", state: goodDay(three), act: (page) => openEdit(page) },
  {
    name: "edit-connection-colours",
    state: goodDay(three),
    act: async (page) => {
      await openEdit(page, `Edit ${staging.name}…`);
      // An arrow moves from the colour that is checked, so each press waits for the one before it.
      await page.getByRole("radio", { name: "Teal" }).focus();
      for (const name of ["Green", "Amber"]) {
        await page.keyboard.press("ArrowRight");
        await expect(page.getByRole("radio", { name })).toBeChecked();
      }
    },
  },
  {
    name: "edit-connection-local",
    state: goodDay(three),
    act: (page) => openEdit(page, `Edit ${local.name}…`),
  },
  { name: "edit-connection-moved", state: goodDay(three), act: move },
  {
    name: "edit-connection-under-way",
    state: goodDay(three),
    answers: { "connection:edit": "never" },
    act: moveAndSave,
  },
  {
    name: "edit-connection-address",
    state: goodDay(three),
    answers: { "connection:edit": { ok: false, failure: knownConnection } },
    act: async (page) => {
      await moveAndSave(page);
      await expect(page.getByText(knownConnection.message)).toBeVisible();
    },
  },
  {
    name: "edit-connection-password",
    state: goodDay(three),
    answers: { "connection:edit": { ok: false, failure: failures.credentials } },
    act: async (page) => {
      await moveAndSave(page);
      await expect(page.getByText(failures.credentials.message)).toBeVisible();
    },
  },
  {
    name: "edit-connection-other-account",
    state: goodDay(three),
    answers: { "connection:edit": { ok: false, failure: otherAccount } },
    act: async (page) => {
      await moveAndSave(page);
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "edit-connection-too-long",
    state: goodDay(three),
    act: async (page) => {
      await openEdit(page);
      await page.getByLabel("Name").fill("W".repeat(70));
    },
  },
];
