/** The order in which Tab leads through each view, and where the focus goes when what had it is gone; with the mock of main. */
import { expect, type Page, test } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { keptDay } from "./kept-states.ts";
import { type Gallery, launchGallery, openWith } from "./page.ts";
import { goodDay, lists, remote, threeKeys, twoRevoked } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: AppState, place: "overview" | "api-keys" = "api-keys"): Promise<Page> {
  await openWith(gallery, { state, answers: {}, place });
  return gallery.page;
}

/** What Tab leads to, one stop after the other, until it comes round. */
async function stops(page: Page, key: "Tab" | "Shift+Tab" = "Tab"): Promise<string[]> {
  const seen: string[] = [];
  const here = () => page.evaluateHandle(() => document.activeElement as HTMLElement);
  await page.keyboard.press(key);
  const first = await here();
  do {
    const stop = await here();
    seen.push(await stop.evaluate((one) => (one.getAttribute("aria-label") ?? one.innerText).split("\n")[0] ?? ""));
    await page.keyboard.press(key);
  } while (seen.length < 60 && !(await first.evaluate((one) => one === document.activeElement)));
  return seen;
}

/** The sidebar, in every view. */
const sidebar = ["Connection: Local workspace, Online", "Overview", "Activity", "Commands", "Settings"];

test("API Keys: the sidebar, the tabs, the page from top to bottom; and the same way back", async () => {
  const page = await open(goodDay());
  const row = (key: ApiKey | undefined) => `${key?.name}, ${key?.start}••••${key?.last4}`;
  const order = [
    ...sidebar,
    // The tab, and its panel, which scrolls.
    ...["API Keys", "API Keys"],
    "Generate New Key",
    "Export the list",
    ...["Name", "Created", "Last used"],
    row(threeKeys[0]),
    ...threeKeys.flatMap(({ name }) => [`Revoke ${name}`, `More for ${name}`]),
    ...["Name", "Revoked", "Reason", "By"],
    row(twoRevoked[0]),
  ];
  expect(await stops(page)).toEqual(order);
  // The row that a button stands in becomes its table's stop, so on the way back there is one before each pair.
  const noRow = (stop: string) => !stop.includes("••••");
  expect((await stops(page, "Shift+Tab")).filter(noRow)).toEqual(order.toReversed().filter(noRow));
});

test("removing the connection on screen leaves the focus in the window", async () => {
  const page = await open(goodDay());
  await page.getByRole("tab", { name: "Connection", exact: true }).click();
  const opener = page.getByRole("button", { name: /^Remove/ }).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(question.getByRole("button", { name: "Remove" })).toBeFocused();
  await page.keyboard.press("Enter");
  const after = { connections: [remote], activeConnectionId: remote.id, ...lists(threeKeys, twoRevoked) };
  await page.evaluate((changes) => window.fakeMain.emit("state:changed", changes), after);
  await expect(question).toBeHidden();
  await expect(page.locator("body")).not.toBeFocused();
});

test("forgetting the kept keys one by one: the focus goes on to the next, and at last to what is left", async () => {
  const day = keptDay();
  const page = await open(day);
  await page.getByRole("tab", { name: "Quick copy", exact: true }).click();
  const section = page.getByRole("region", { name: "Kept on this computer" });
  for (let left = day.kept.slice(); left.length > 0; ) {
    const button = section.getByRole("button", { name: /^Forget (?!all)/ }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("alertdialog");
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(question.getByRole("button", { name: "Forget" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    const name = (await button.getAttribute("aria-label"))?.replace("Forget ", "");
    left = left.filter((one) => one.name !== name);
    await page.evaluate((kept) => window.fakeMain.emit("state:changed", { kept }), left);
    await expect(section.getByRole("button", { name: `Forget ${name}` })).toHaveCount(0);
    await expect(page.locator("body"), `after ${name}`).not.toBeFocused();
  }
});

test("signing out by keyboard leaves the focus on the tab, and the way in is the next stop", async () => {
  const page = await open(goodDay());
  await page.getByRole("tab", { name: "Connection", exact: true }).click();
  const opener = page.getByRole("button", { name: "Sign out" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.evaluate((changes) => window.fakeMain.emit("state:changed", changes), {
    session: { status: "signed-out", reason: "by-choice" },
  } satisfies Partial<AppState>);
  await expect(opener).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Connection", exact: true })).toBeFocused();
  // The tab's panel, and what is first in it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: /^(Sign in|Open)/ })).toBeFocused();
});
