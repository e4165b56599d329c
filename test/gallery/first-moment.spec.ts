/** The moment after the first view is drawn, while the rest of the page is still being read (views/later.tsx). */
import { expect, test } from "@playwright/test";
import { type Gallery, launchGallery, openWith } from "./page.ts";
import { production, staging } from "./scenes-connections.ts";
import { goodDay, local } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

/** Opens the window without the later views; the answer lets them come. */
async function openWithout(): Promise<() => Promise<void>> {
  await gallery.app.evaluate(() => {
    const until = new Promise<void>((resolve) => Reflect.set(globalThis, "letCome", resolve));
    Reflect.set(globalThis, "heldBack", { part: "/later-", until });
  });
  await openWith(gallery, {
    state: goodDay({ connections: [production, staging, local], activeConnectionId: production.id }),
    answers: {},
    place: "overview",
  });
  return () =>
    gallery.app.evaluate(() => {
      Reflect.set(globalThis, "heldBack", undefined);
      Reflect.get(globalThis, "letCome")();
    });
}

const switcher = () => gallery.page.getByRole("button", { name: "Connection: Production, Online" });

test("the switcher is there; pressed, it opens as soon as its menu is there", async () => {
  const come = await openWithout();
  await expect(switcher()).toHaveAttribute("aria-haspopup", "menu");
  await switcher().focus();
  await gallery.page.keyboard.press("Enter");
  await expect(gallery.page.getByRole("menu")).toHaveCount(0);
  await come();
  await expect(gallery.page.getByRole("menu")).toBeVisible();
  await expect(gallery.page.getByRole("menuitemradio", { name: /^Staging/ })).toBeVisible();
});

test("the switcher keeps the focus when its menu comes", async () => {
  const come = await openWithout();
  await switcher().focus();
  const before = await switcher().elementHandle();
  await come();
  await expect.poll(() => before?.evaluate((button) => button.isConnected)).toBe(false);
  await expect(switcher()).toBeFocused();
  await gallery.page.keyboard.press("Enter");
  await expect(gallery.page.getByRole("menuitemradio", { name: /^Staging/ })).toBeVisible();
});

test("a place that is asked for meanwhile is shown as soon as it is there", async () => {
  const come = await openWithout();
  await gallery.page.getByRole("button", { name: /^Settings/ }).click();
  await expect(gallery.page.getByRole("tab")).toHaveCount(0);
  await come();
  await expect(gallery.page.getByRole("tab", { name: "API Keys" })).toBeVisible();
});
