/** Overview and Activity by keyboard, in the built renderer with the mock of main: what the keys do, and where the focus goes. */
import { expect, type Page, test } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { activityOf, everyMatter, overviewDay, someEvents } from "./scenes-overview.ts";
import { ago, failures, fiveKeys, lists, remote, twoRevoked } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: AppState, answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  await openWith(gallery, { state, answers, place: "overview" });
  return gallery.page;
}

/** Main's new state arrives. */
const changed = (page: Page, part: Partial<AppState>) =>
  page.evaluate((changes) => window.fakeMain.emit("state:changed", changes), part);
const place = (page: Page, name: RegExp) => page.getByRole("navigation").getByRole("button", { name });
const matter = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

test("the places follow one another, and the one on show says so", async () => {
  const page = await open(overviewDay());
  await expect(place(page, /^Overview 2 need attention/)).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: /^Connection/ }).focus();
  for (const name of [/^Overview/, /^Activity/, /^Commands/, /^Settings/]) {
    await page.keyboard.press("Tab");
    await expect(place(page, name)).toBeFocused();
  }
  for (const name of [/^Activity/, /^Settings/, /^Overview/]) {
    await place(page, name).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator('[aria-current="page"]')).toHaveCount(1);
    await expect(place(page, name)).toHaveAttribute("aria-current", "page");
  }
});

test("a dialog opened from a matter gives the focus back to it", async () => {
  const page = await open(overviewDay({ ...lists(fiveKeys, twoRevoked), attention: everyMatter }));
  const rename = matter(page, "has no name").getByRole("button", { name: "Rename… Untitled key" });
  await rename.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rename).toBeFocused();
});

test("Show leads to the list", async () => {
  const page = await open(overviewDay({ ...lists(fiveKeys, twoRevoked), attention: everyMatter }));
  await matter(page, "5 of 5 keys").getByRole("button", { name: "Show the key list" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "API Keys" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Active Keys" })).toBeVisible();
});

test("after Dismiss the focus is on the next, at last on what restores, and after that on the first again", async () => {
  const [first, second] = overviewDay().attention;
  if (!first || !second) throw new Error("The good day has two things to look at.");
  const page = await open(overviewDay());
  await matter(page, "41 days")
    .getByRole("button", { name: /^Dismiss/ })
    .focus();
  await page.keyboard.press("Enter");
  expect(await callsOf(page, "attention:dismiss")).toEqual([{ kind: first.kind, keyId: first.keyId }]);
  await changed(page, { attention: [second], dismissedAttention: 1 });
  await expect(matter(page, "424 days").getByRole("button", { name: /^Dismiss/ })).toBeFocused();

  await page.keyboard.press("Enter");
  await changed(page, { attention: [], dismissedAttention: 2 });
  const restore = page.getByRole("button", { name: "Show 2 dismissed" });
  await expect(restore).toBeFocused();
  await page.keyboard.press("Enter");
  await changed(page, { attention: [first, second], dismissedAttention: 0 });
  await expect(matter(page, "41 days").getByRole("button", { name: /^Dismiss/ })).toBeFocused();
});

test("a dismissal that fails is said, and the focus stays", async () => {
  const message = "The settings could not be written. They hold until Keyrack closes.";
  const page = await open(overviewDay(), {
    "attention:dismiss": { ok: false, failure: { code: "settings-not-saved", message } },
  });
  const dismiss = matter(page, "41 days").getByRole("button", { name: /^Dismiss/ });
  await dismiss.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(message)).toBeVisible();
  await expect(dismiss).toBeFocused();
});

test("what cannot be done offline says why and asks nothing; a kept key is copied all the same", async () => {
  const offline = {
    status: "offline",
    since: ago(60_000),
    failure: failures.offline,
    nextTryAt: null,
    live: false,
  } as const;
  const page = await open(overviewDay({ network: offline }));
  await matter(page, "41 days").getByRole("button", { name: "Revoke… Staging Tests" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Offline: changes need the server." })).toBeVisible();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await page.getByRole("button", { name: "Copy Production API" }).click();
  expect(await callsOf(page, "kept:copy")).toHaveLength(1);
  expect(await callsOf(page, "activity:read"), "nothing is asked of a server that does not answer").toEqual([]);
});

test("the activity is asked for when it comes on screen, and again when the list has news", async () => {
  const page = await open(overviewDay());
  const asked = () => callsOf(page, "activity:read").then(({ length }) => length);
  await expect.poll(asked).toBeGreaterThan(0);
  const before = await asked();
  await changed(page, { keys: { ...overviewDay().keys, asOf: ago(0) } });
  await expect.poll(asked).toBe(before + 1);
  expect(await callsOf(page, "activity:read")).toContainEqual({ more: false, keyId: null });
});

test("in the activity the arrows move between events; from the filter they lead into the table", async () => {
  const page = await open(overviewDay({ activity: activityOf(someEvents, { more: true }) }));
  await place(page, /^Activity/).click();
  await page.getByLabel("Filter activity by any of its words").focus();
  await page.keyboard.type("production");
  await expect(page.locator("tr[data-row]")).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("tr[data-row]").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator("tr[data-row]").last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show more" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await callsOf(page, "activity:read")).toContainEqual({ more: true, keyId: null });
});

test("Escape empties the filter, and the kind narrows what is left", async () => {
  const page = await open(overviewDay());
  await place(page, /^Activity/).click();
  const filter = page.getByLabel("Filter activity by any of its words");
  await filter.fill("nobody");
  await expect(page.getByText("No event matches.", { exact: true })).toBeVisible();
  await filter.press("Escape");
  await expect(page.locator("tr[data-row]")).toHaveCount(someEvents.length);
  await page.getByRole("combobox", { name: "Kind" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Key renamed" }).click();
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
});

test("a key's menu leads to its activity alone, and one button back to all of it", async () => {
  await openWith(gallery, { state: overviewDay(), answers: {} });
  const { page } = gallery;
  await page.getByRole("row", { name: /Production API/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Activity" }).click();
  // Those among the newest at once, and then what the server says of this key.
  await expect(page.locator("tr[data-row]")).toHaveCount(3);
  expect(await callsOf(page, "activity:read")).toContainEqual({ more: false, keyId: "k1" });
  const ofKey = { keyId: "k1", status: "ready", events: someEvents.slice(0, 1), more: true, failure: null } as const;
  await changed(page, { activity: activityOf(someEvents, { ofKey: { ...ofKey, events: [...ofKey.events] } }) });
  await expect(page.locator("tr[data-row]")).toHaveCount(1);
  await page.getByRole("button", { name: "Show more" }).click();
  expect(await callsOf(page, "activity:read")).toContainEqual({ more: true, keyId: "k1" });
  await page.getByRole("button", { name: "Only Production API: show every key" }).click();
  await expect(page.locator("tr[data-row]")).toHaveCount(someEvents.length);
  await expect(page.getByLabel("Filter activity by any of its words")).toBeFocused();
});

test("of ten thousand events only those in sight are drawn, and the keys reach all of them", async () => {
  const first = someEvents[0];
  if (first === undefined) throw new Error("There are some events.");
  const many = Array.from({ length: 10_000 }, (_, at) => ({ ...first, id: `e${at}`, at: ago(at * 60_000) }));
  const page = await open(overviewDay({ activity: activityOf(many) }));
  await place(page, /^Activity/).click();
  const rows = page.locator("tr[data-row]");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(80);
  await expect(page.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
  await page.getByLabel("Filter activity by any of its words").press("ArrowDown");
  await expect(page.locator('tr[data-row="e0"]')).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator('tr[data-row="e9999"]')).toBeFocused();
  await expect(page.locator('tr[data-row="e9999"]')).toHaveAttribute("aria-rowindex", "10001");
  await page.getByLabel("Filter activity by any of its words").fill("nobody");
  await expect(page.getByText("No event matches.", { exact: true })).toBeVisible();
});

test("another connection on screen shows all of its own activity", async () => {
  const page = await open(overviewDay());
  await place(page, /^Activity/).click();
  await page.getByLabel("Filter activity by any of its words").fill("nobody");
  await changed(page, { activeConnectionId: remote.id });
  await expect(page.locator("tr[data-row]")).toHaveCount(someEvents.length);
});

test("Commands opens the palette, and the focus comes back to it", async () => {
  const page = await open(overviewDay());
  await place(page, /^Commands/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(place(page, /^Commands/)).toBeFocused();
});

test("a threshold counts when the field is left or Enter is pressed; arrows step; nonsense changes nothing", async () => {
  const page = await open(overviewDay());
  await place(page, /^Settings/).click();
  await page.getByRole("tab", { name: "Attention" }).click();
  const unused = page.getByRole("spinbutton", { name: "Unused" });
  const changes = () => callsOf(page, "preferences:change");
  const { attention } = overviewDay().preferences;
  await unused.fill("45");
  expect(await changes()).toEqual([]);
  await unused.press("Enter");
  expect(await changes()).toEqual([{ attention: { ...attention, idleAfterDays: 45 } }]);
  await expect(unused).toHaveValue("30");
  await unused.press("ArrowUp");
  expect((await changes()).at(-1)).toEqual({ attention: { ...attention, idleAfterDays: 31 } });
  for (const nonsense of ["", "0", "-5", "3651", "1e3", "ten"]) {
    await unused.fill(nonsense);
    await unused.press("Tab");
    await expect(page.getByRole("alert")).toContainText("from 1 to 3,650");
    await expect(unused).toHaveValue("30");
  }
  await unused.fill("12");
  await unused.press("Escape");
  await expect(unused).toHaveValue("30");
  expect(await changes()).toHaveLength(2);
  // A shortcut that leads elsewhere loses nothing of what was typed.
  await unused.fill("60");
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "overview" }));
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect((await changes()).at(-1)).toEqual({ attention: { ...attention, idleAfterDays: 60 } });
});

test("the command that finds looks in what is on screen", async () => {
  const page = await open(overviewDay());
  await place(page, /^Activity/).click();
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "find" }));
  await expect(page.getByLabel("Filter activity by any of its words")).toBeFocused();
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "overview" }));
  await expect(place(page, /^Overview/)).toBeFocused();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});
