/** Long lists in the built renderer with the mock of main: rows out of sight, orders, and when main is asked for more. */
import { expect, type Page, test } from "@playwright/test";
import type { RevokedList } from "../../src-preload/contract/keys.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { filterFor, revokedKeys } from "./scenes-long-lists.ts";
import { failures, fiveKeys, goodDay, lists } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

/** A page with so many revoked keys, of which there may be more. */
async function open(count: number, more: boolean, answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  await openWith(gallery, { state: goodDay({ ...lists(fiveKeys, revokedKeys(count), {}, more) }), answers });
  return gallery.page;
}

const section = (page: Page) => page.getByRole("region", { name: "Revoked Keys" });
const rows = (page: Page) => section(page).locator("tr[data-row]");
const focused = (page: Page) => section(page).locator("tr[data-row]:focus");
const head = (page: Page, name: string) => section(page).getByRole("button", { name, exact: true });
const send = (page: Page, revoked: RevokedList) =>
  page.evaluate((slice) => window.fakeMain.emit("state:changed", { revoked: slice }), revoked);

test("200 rows are drawn whole; of more only those in sight, with their places", async () => {
  const whole = await open(200, false);
  await expect(rows(whole)).toHaveCount(200);
  await expect(section(whole).getByRole("table")).not.toHaveAttribute("aria-rowcount");
  const page = await open(1000, false);
  await expect(section(page).getByRole("table")).toHaveAttribute("aria-rowcount", "1001");
  expect(await rows(page).count()).toBeLessThan(60);
  await expect(rows(page).first()).toHaveAttribute("aria-rowindex", "2");
});

test("the arrows, Home, End and the page keys reach rows that are not drawn", async () => {
  const page = await open(1000, false);
  await rows(page).first().focus();
  await page.keyboard.press("End");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "1001");
  await expect(focused(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("ArrowUp");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "1000");
  await page.keyboard.press("PageUp");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "986");
  await page.keyboard.press("Home");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "2");
  for (let press = 0; press < 60; press += 1) await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "62");
  await expect(focused(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("PageDown");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "76");
  expect(await rows(page).count()).toBeLessThan(60);
});

test("a row keeps the focus while it is scrolled out of sight", async () => {
  const page = await open(1000, false);
  await rows(page).nth(3).focus();
  await page.getByRole("tabpanel").evaluate((panel) => panel.scrollTo(0, 20_000));
  await expect(section(page).getByRole("row", { name: /Label printer 554/ })).toBeVisible();
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "5");
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveAttribute("aria-rowindex", "6");
  await expect(focused(page)).toBeInViewport({ ratio: 1 });
});

test("a column's head sorts, reverses, and gives the server's order back; by keyboard too", async () => {
  const page = await open(25, false);
  const first = rows(page).first();
  const names = section(page).getByRole("columnheader", { name: "Name" });
  await expect(first).toContainText("Nightly import 25");
  await head(page, "Name").press("Enter");
  await expect(names).toHaveAttribute("aria-sort", "ascending");
  await expect(first).toContainText("Inventory sync 3");
  await expect(rows(page).last()).toContainText("Untitled key");
  await head(page, "Name").press(" ");
  await expect(names).toHaveAttribute("aria-sort", "descending");
  await expect(first).toContainText("Staging tests 17");
  await expect(rows(page).last()).toContainText("Untitled key");
  await head(page, "Name").press("Enter");
  await expect(names).not.toHaveAttribute("aria-sort");
  await expect(first).toContainText("Nightly import 25");
  await expect(head(page, "Name")).toBeFocused();

  await head(page, "Revoked").click();
  await expect(section(page).getByRole("columnheader", { name: "Revoked" })).toHaveAttribute("aria-sort", "descending");
  await expect(first).toContainText("Nightly import 25");
  await head(page, "Revoked").click();
  await expect(first).toHaveAttribute("data-row", "l24");
  // The order is still there after a look at another tab.
  await page.getByRole("tab", { name: "About" }).click();
  await page.getByRole("tab", { name: "API Keys" }).click();
  await expect(first).toHaveAttribute("data-row", "l24");
});

test("the next page is asked for when its place comes near, and not before", async () => {
  const page = await open(100, true);
  await expect(rows(page)).toHaveCount(100);
  expect(await callsOf(page, "keys:more-revoked")).toHaveLength(0);
  await page.getByRole("tabpanel").evaluate((panel) => panel.scrollTo(0, panel.scrollHeight - 1200));
  await expect.poll(() => callsOf(page, "keys:more-revoked")).toHaveLength(1);
  await send(page, { rows: revokedKeys(130), more: true, readingAll: false });
  await page.getByRole("tabpanel").evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
  await expect.poll(() => callsOf(page, "keys:more-revoked")).toHaveLength(2);
  expect(await callsOf(page, "keys:all-revoked")).toHaveLength(0);
});

test("with the last page “Show more” goes, and whoever pressed it is at the last row they knew", async () => {
  const page = await open(25, true, { "keys:more-revoked": "never" });
  await section(page).getByRole("button", { name: "Show more" }).focus();
  await send(page, { rows: revokedKeys(40), more: false, readingAll: false });
  await expect(focused(page)).toHaveAttribute("data-row", "l24");
  await expect(rows(page)).toHaveCount(40);
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveAttribute("data-row", "l25");
});

test("a filter has all revoked keys read, once, and says so", async () => {
  const page = await open(100, true);
  const status = section(page).getByRole("status");
  await filterFor(page, "import");
  await expect.poll(() => callsOf(page, "keys:all-revoked")).toHaveLength(1);
  await send(page, { rows: revokedKeys(400), more: true, readingAll: true });
  await expect(status).toHaveText("Reading the rest of the revoked keys");
  await expect(section(page)).toContainText("68 of 400+");
  await send(page, { rows: revokedKeys(1000), more: false, readingAll: false });
  await expect(section(page)).toContainText(/\d+ of 1,000(?!\+)/);
  await expect(status).toHaveText("All 1,000 revoked keys are covered");
  expect(await callsOf(page, "keys:all-revoked")).toHaveLength(1);
});

test("an order other than the server's has all revoked keys read", async () => {
  const page = await open(100, true);
  await head(page, "Revoked").click();
  await expect(section(page).getByRole("columnheader", { name: "Revoked" })).toHaveAttribute("aria-sort", "descending");
  expect(await callsOf(page, "keys:all-revoked")).toHaveLength(0);
  await head(page, "Reason").click();
  await expect.poll(() => callsOf(page, "keys:all-revoked")).toHaveLength(1);
  await send(page, { rows: revokedKeys(1200), more: true, readingAll: true });
  await expect(section(page)).toContainText("Reading the rest… 1,200 so far");
});

test("a failure leaves what was read, says so, and waits for the person", async () => {
  const page = await open(100, true, { "keys:all-revoked": { ok: false, failure: failures.timeout } });
  await filterFor(page, "import 9");
  await expect(section(page).getByRole("status")).toHaveText("Only the 100 revoked keys read so far are covered");
  await page.keyboard.type("5");
  expect(await callsOf(page, "keys:all-revoked")).toHaveLength(1);
  await section(page).getByRole("button", { name: "Read the rest" }).click();
  await expect.poll(() => callsOf(page, "keys:all-revoked")).toHaveLength(2);
});

test("offline nothing is asked for, and the section says what is covered", async () => {
  const network = { status: "offline", since: null, failure: failures.timeout, nextTryAt: null, live: false } as const;
  const state = goodDay({ ...lists(fiveKeys, revokedKeys(100), {}, true), network });
  await openWith(gallery, { state, answers: {} });
  const { page } = gallery;
  await filterFor(page, "import");
  await expect(section(page)).toContainText("Only those read so far");
  await expect(section(page).getByRole("button", { name: "Read the rest" })).toHaveCount(0);
  expect(await callsOf(page, "keys:all-revoked")).toHaveLength(0);
  await page.evaluate((online) => window.fakeMain.emit("state:changed", { network: online }), goodDay().network);
  await expect.poll(() => callsOf(page, "keys:all-revoked")).toHaveLength(1);
});

test("from the filter, the arrow leads to the first row that matches", async () => {
  const page = await open(1000, false);
  await filterFor(page, "printer 99");
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toContainText("Label printer 999");
});
