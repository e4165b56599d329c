/** A form whose create has no answer, in the built renderer with the mock of main: it follows its own create and no other. */
import { expect, type Page, test } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { activeKey, failure, goodDay, lists, threeKeys, twoRevoked } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

const staging = activeKey({ id: "k9", name: "Staging", start: "krk_Hc3x", last4: "9mTb" });
const earlier = activeKey({ id: "k8", name: "Backup", start: "krk_Qq11", last4: "0pLk" });
const asked = failure("outcome-unknown", "The server did not answer.", { lostKeyId: "lost-key-2" });
const own = { id: "lost-key-2", status: "created", name: "Staging", apiKey: staging } as const;
const others = { id: "lost-key-1", status: "created", name: "Backup", apiKey: earlier } as const;

/** Generates Staging while an earlier key's value is missing too, and gets no answer. */
async function generate(): Promise<Page> {
  const { page } = gallery;
  await openWith(gallery, {
    state: goodDay({ ...lists([earlier, ...threeKeys], twoRevoked), lostKey: others }),
    answers: { "keys:generate": { ok: false, failure: asked } },
  });
  await page.getByRole("button", { name: "Generate New Key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Staging");
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  return page;
}

async function become(page: Page, changes: Partial<AppState>): Promise<void> {
  await page.evaluate((slices) => window.fakeMain.emit("state:changed", slices), changes);
}

test("an earlier lost key is not taken for the one that was asked for", async () => {
  const page = await generate();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toHaveText("The server did not answer.");
  await expect(dialog.getByRole("button", { name: "Generate Key" })).toBeEnabled();
});

test("its own is offered to be replaced, by its name", async () => {
  const page = await generate();
  const dialog = page.getByRole("dialog");
  await become(page, { lostKey: own });
  await dialog.getByRole("button", { name: "Revoke and generate another" }).click();
  await expect.poll(() => callsOf(page, "keys:replace-lost")).toEqual([{ lostKeyId: "lost-key-2" }]);
});

test("that it was not created is said, and the form is as before", async () => {
  const page = await generate();
  const dialog = page.getByRole("dialog");
  const message = "The key “Staging” was not created: the server’s list shows no such key.";
  await become(page, { notices: [{ id: "lost-key-2", tone: "info", message }] });
  await expect(dialog.getByRole("alert")).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: message }).first()).toBeAttached();
  await expect(dialog.getByLabel("Name")).toHaveValue("Staging");
});

test("that nobody can tell which key it is stands in the form", async () => {
  const page = await generate();
  const dialog = page.getByRole("dialog");
  const message = "A key “Staging” was created but its value was not received. It is one of two.";
  await become(page, { notices: [{ id: "lost-key-2", tone: "warning", message }] });
  await expect(dialog.getByRole("alert")).toHaveText(message);
});
