/** The scenes of using a key: snippets, the test of a key, a `.env` file, and the export of the list. */
import { expect, type Page } from "@playwright/test";
import type { EnvOutlook } from "../../src-preload/contract/use.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { keptDay } from "./kept-states.ts";
import type { Scene } from "./scenes.ts";
import { openMenu } from "./scenes-kept.ts";
import { failure, goodDay, remote } from "./states.ts";

const path = "/home/ada/projects/label-printer/.env";
const fileId = "0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1b01";
const undoId = "0d0f7c7e-0f4d-4a55-9f83-5d0f4c6f1b02";
/** What a write into the file would do. */
export const outlook: EnvOutlook = { how: "replace", earlier: 0, readableByOthers: true, git: "ignored" };

const variable = { ok: true as const, value: { variable: "PRODUCTION_API_KEY" } };

/** Main's answers while nothing goes wrong. */
export const useAnswers: FakeBridgeOptions["answers"] = {
  "use:suggest-variable": variable,
  "use:test": {
    ok: true,
    value: [
      { call: "self", status: 200, ms: 11.6, ok: true, meaning: "The key is good: the Local workspace knows it." },
      { call: "inbound", status: 200, ms: 8.2, ok: true, meaning: "The key may read this warehouse’s shipments." },
    ],
  },
  "env:choose": { ok: true, value: { fileId, path } },
  "env:inspect": { ok: true, value: outlook },
  "env:write": { ok: true, value: { how: "replace", git: "ignored", undoId } },
  "env:ignore": { ok: true, value: { file: "/home/ada/projects/label-printer/.gitignore", line: "/.env" } },
};

const tracked = failure(
  "env-file",
  "The file was left as it is: git tracks it, and the key would go to everybody with the next commit. Take it out with “git rm --cached”, or choose another file.",
);

/** The dialog, opened as a person does. */
async function openUse(page: Page, name = "Production API"): Promise<void> {
  await openMenu(page, name);
  await page.getByRole("menuitem", { name: "Use…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

const tab = (name: string) => async (page: Page) => {
  await openUse(page);
  await page.getByRole("tab", { name, exact: true }).click();
};

async function chooseFile(page: Page): Promise<void> {
  await openUse(page);
  await page.getByRole("button", { name: "Choose file…" }).click();
}

const scene = (
  name: string,
  act: (page: Page) => Promise<void>,
  answers: FakeBridgeOptions["answers"] = {},
  state = keptDay(),
): Scene => ({ name, state, answers: { ...useAnswers, ...answers }, act });

/** All of them. */
export const useScenes: Scene[] = [
  scene("use-curl", openUse),
  scene("use-env", tab(".env")),
  scene("use-shell", tab("Shell")),
  scene("use-python", tab("Python")),
  scene("use-compose", tab("Docker Compose")),
  scene("use-actions", tab("GitHub Actions")),
  scene(
    "use-not-kept",
    async (page) => {
      await openUse(page);
      await page.getByRole("tab", { name: ".env", exact: true }).click();
    },
    {},
    goodDay(),
  ),
  scene(
    "use-bad-variable",
    async (page) => {
      await openUse(page);
      await page.getByLabel("Variable").fill("2nd key");
      await expect(page.getByText("no shell takes another name")).toBeVisible();
      await expect(page.getByRole("button", { name: "Use _2ND_KEY" })).toBeVisible();
    },
    { "use:suggest-variable": { ok: true, value: { variable: "_2ND_KEY" } } },
  ),
  scene("use-tested", async (page) => {
    await openUse(page);
    await page.getByRole("button", { name: "Test this key" }).click();
    await expect(page.getByText("12 ms")).toBeVisible();
    await page.getByText("12 ms").scrollIntoViewIfNeeded();
  }),
  scene(
    "use-tested-failing",
    async (page) => {
      await openUse(page);
      await page.getByRole("button", { name: "Test this key" }).click();
      await page.getByText("404").scrollIntoViewIfNeeded();
    },
    {
      "use:test": {
        ok: true,
        value: [
          {
            call: "self",
            status: 200,
            ms: 1412,
            ok: true,
            meaning: "The key is good: api.northwind.example knows it.",
          },
          {
            call: "inbound",
            status: 404,
            ms: 8.2,
            ok: false,
            meaning:
              "There is no such warehouse any more. The key itself is good; choose another warehouse and test again.",
          },
        ],
      },
    },
    keptDay({
      activeConnectionId: remote.id,
      kept: keptDay().kept.map((key) => ({ ...key, connectionId: remote.id })),
    }),
  ),
  scene("use-file-outlook", async (page) => {
    await chooseFile(page);
    await expect(page.getByText("Replaces the value of PRODUCTION_API_KEY")).toBeVisible();
    await page.getByRole("button", { name: "Write", exact: true }).scrollIntoViewIfNeeded();
  }),
  scene(
    "use-file-not-ignored",
    async (page) => {
      await chooseFile(page);
      await page.getByRole("button", { name: "Add to .gitignore" }).scrollIntoViewIfNeeded();
    },
    { "env:inspect": { ok: true, value: { ...outlook, how: "create", git: "not-ignored", readableByOthers: false } } },
  ),
  scene(
    "use-file-tracked",
    async (page) => {
      await chooseFile(page);
      await expect(page.getByText(tracked.message)).toBeVisible();
      await page.getByText(tracked.message).scrollIntoViewIfNeeded();
    },
    { "env:inspect": { ok: false, failure: tracked } },
  ),
  scene(
    "use-file-written",
    async (page) => {
      await chooseFile(page);
      await page.getByRole("button", { name: "Write", exact: true }).click();
      await page.getByRole("button", { name: /^Undo/ }).scrollIntoViewIfNeeded();
    },
    { "env:write": { ok: true, value: { how: "append", git: "not-ignored", undoId } } },
  ),
  scene("use-revoked", async (page) => {
    await openUse(page);
    const { keys, revoked } = keptDay();
    const [gone, ...active] = keys.active;
    if (gone === undefined) throw new Error("There is no key.");
    const row = { ...gone, status: "revoked" as const, revokedAt: new Date().toISOString() };
    await page.evaluate((slices) => window.fakeMain.emit("state:changed", slices), {
      keys: { ...keys, active },
      revoked: { ...revoked, rows: [row, ...revoked.rows] },
      kept: [],
    });
    await expect(page.getByText("This key is revoked by now.")).toBeVisible();
  }),
  {
    name: "export-menu",
    state: goodDay(),
    act: async (page) => {
      await page.getByRole("button", { name: "Export the list" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
];
