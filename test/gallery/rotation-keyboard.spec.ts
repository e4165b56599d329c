/** Rotations by keyboard alone, in the built renderer with the mock of main: how they begin, and where focus goes. */
import { expect, test } from "@playwright/test";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { rotationScenes } from "./scenes-rotations.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function openScene(name: string) {
  const scene = rotationScenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`No scene is called ${name}.`);
  await openWith(gallery, {
    state: scene.state,
    answers: { "use:suggest-variable": { ok: true, value: { variable: "PRODUCTION_API_KEY" } } },
  });
  return gallery.page;
}

test("R on a row asks, Esc goes back to it, and Enter begins with the time chosen", async () => {
  const page = await openScene("rotate");
  const row = page.getByRole("row", { name: /Production API/ });
  await row.focus();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Rotate “Production API”" });
  await expect(dialog.getByRole("button", { name: "Generate Successor" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(row).toBeFocused();

  await page.keyboard.press("R");
  await expect(dialog.getByRole("button", { name: "Generate Successor" })).toBeFocused();
  await dialog.getByRole("combobox").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[role=option]:focus")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeHidden();
  await dialog.getByRole("button", { name: "Generate Successor" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => callsOf(page, "keys:rotate")).toEqual([{ keyId: "k1", graceSeconds: 604_800 }]);
});

test("R on a key that takes part in a rotation says why not", async () => {
  const page = await openScene("rotation-waiting");
  await page.getByRole("row", { name: /Production API/ }).focus();
  await page.keyboard.press("r");
  await expect(page.getByText("This key takes part in a rotation that is not finished.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("cancelling a rotation begins at the answer that changes nothing, and goes back where it came from", async () => {
  const page = await openScene("rotation-waiting");
  const cancel = page.getByRole("button", { name: "Cancel rotation of Production API" });
  await cancel.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog").getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cancel).toBeFocused();
  expect(await callsOf(page, "keys:cancel-rotation")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog").getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.getByRole("button", { name: "Revoke the successor" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => callsOf(page, "keys:cancel-rotation")).toEqual([{ keyId: "k1-next" }]);
});

test("a kept successor can be copied and put into a .env file from its rotation, and focus comes back", async () => {
  const page = await openScene("rotation-kept");
  const copy = page.getByRole("button", { name: "Copy the successor of Production API" });
  await copy.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copied the successor of Production API" })).toBeFocused();
  expect(await callsOf(page, "kept:copy")).toMatchObject([{ keyId: "k1-next" }]);
  const put = page.getByRole("button", { name: "Put the successor of Production API into a .env file…" });
  await put.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Use “Production API”" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(/first use: the old key is revoked 1 day later/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(put).toBeFocused();
});

test("offline both ways to end a rotation are there, and say why they do nothing", async () => {
  const page = await openScene("rotation-offline");
  for (const name of ["Cancel rotation of Production API", "Revoke the old key of Production API now"]) {
    const button = page.getByRole("button", { name });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Offline: changes need the server." })).toBeVisible();
    await expect(page.getByRole("alertdialog")).toBeHidden();
  }
});
