/** The keyboard and the focus, in the built renderer with the mock of main: where focus goes, and what the keys do. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf as calls, type Gallery, launchGallery, openWith, pressItem } from "./page.ts";
import {
  activeKey,
  failures,
  firstRun,
  fiveKeys,
  goodDay,
  lists,
  noLists,
  remote,
  revokedKey,
  threeKeys,
  twoRevoked,
} from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: FakeBridgeOptions["state"], answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  await openWith(gallery, { state, answers });
  return gallery.page;
}

const row = (page: Page, name: RegExp) => page.getByRole("row", { name });

const fresh = activeKey({ id: "k9", name: "Fresh" });
const value = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";
const revealed = { "keys:reveal": { ok: true as const, value: { value } } };

test("one row is in the tab order; the arrows, Home and End move between rows", async () => {
  const page = await open(goodDay());
  await page.getByRole("button", { name: "Generate New Key" }).focus();
  // The export and the heads that sort come first.
  for (const before of ["Export the list", "Name", "Created", "Last used"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: before, exact: true }).first()).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(row(page, /Production API/)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /Staging Tests/)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /Staging Tests/)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(row(page, /Production API/)).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(page, /Staging Tests/)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Revoke Staging Tests" })).toBeFocused();
});

test("a row with the focus shows its name whole, for whoever has no pointer to hover with", async () => {
  const page = await open(
    goodDay({ ...lists([...threeKeys, activeKey({ id: "k9", name: "W".repeat(64) })], twoRevoked) }),
  );
  const long = row(page, /^W{64}/);
  const name = long.locator("bdi").first();
  const cut = () => name.evaluate((one) => one.scrollWidth > one.clientWidth);
  await row(page, /Production API/).focus();
  expect(await cut()).toBe(true);
  await page.keyboard.press("End");
  await expect(long).toBeFocused();
  expect(await cut()).toBe(false);
});

test("Enter opens a row's menu, Esc returns to the row", async () => {
  const page = await open(goodDay());
  await row(page, /Inventory Sync/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(row(page, /Inventory Sync/)).toBeFocused();
});

test("Revoke… in the menu opens the alert dialog with Cancel focused; Esc returns to the row", async () => {
  const page = await open(goodDay());
  await row(page, /Inventory Sync/).focus();
  await page.keyboard.press("Enter");
  await pressItem(page, "Revoke…");
  await expect(page.getByRole("alertdialog", { name: "Revoke “Inventory Sync”?" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(row(page, /Inventory Sync/)).toBeFocused();
});

test("a menu opened with the mouse returns focus near the row's menu button after its dialog", async () => {
  const page = await open(goodDay());
  await page.getByRole("button", { name: "More for Inventory Sync" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator('tr[data-row="k2"]:focus-within')).toHaveCount(1);
});

test("Delete asks to revoke, F2 renames, and focus returns to the row", async () => {
  const page = await open(goodDay());
  await row(page, /Staging Tests/).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog", { name: /Staging Tests/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(row(page, /Staging Tests/)).toBeFocused();
  await page.keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Staging");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await calls(page, "keys:rename")).toEqual([{ keyId: "k3", name: "Staging" }]);
  await expect(row(page, /Staging Tests/)).toBeFocused();
});

test("after a revocation focus goes to the next row", async () => {
  const page = await open(goodDay());
  await page.getByRole("button", { name: "Revoke Production API" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Leaked");
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect(await calls(page, "keys:revoke")).toEqual([{ keyId: "k1", reason: "Leaked" }]);
  const slices = lists(threeKeys.slice(1), [revokedKey({ id: "k1", name: "Production API" }), ...twoRevoked]);
  await page.evaluate((changed) => window.fakeMain.emit("state:changed", changed), slices);
  await expect(row(page, /Inventory Sync/)).toBeFocused();
  await expect(page.getByRole("region", { name: "Revoked Keys" })).toContainText("Production API");
  await expect(page.getByText("Revoked Production API")).toBeVisible();
});

test("the dialog turns from the name to the key, with Copy focused; Done on a copied key returns to the button", async () => {
  const page = await open(goodDay(), revealed);
  await page.getByRole("button", { name: "Generate New Key" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Fresh");
  await page.keyboard.press("Enter");
  expect(await calls(page, "keys:generate")).toEqual([{ name: "Fresh" }]);
  await page.evaluate(
    (apiKey) => window.fakeMain.emit("state:changed", { newKey: { apiKey, copied: false, keepFailure: null } }),
    fresh,
  );
  await expect(page.getByRole("dialog", { name: "Fresh is ready" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "API key" })).toHaveValue(value);
  await page.keyboard.press("Enter");
  await page.evaluate(
    (apiKey) => window.fakeMain.emit("state:changed", { newKey: { apiKey, copied: true, keepFailure: null } }),
    fresh,
  );
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  await page.getByRole("button", { name: "Done" }).click();
  expect(await calls(page, "keys:dismiss-new")).toEqual([{ keyId: "k9" }]);
  await page.evaluate(() => window.fakeMain.emit("state:changed", { newKey: null }));
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Generate New Key" })).toBeFocused();
});

for (const way of ["Done", "Escape", "backdrop", "window"] as const) {
  test(`an uncopied key asks before it goes: ${way}`, async () => {
    const page = await open(goodDay({ newKey: { apiKey: fresh, copied: false, keepFailure: null } }), revealed);
    await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
    if (way === "Done") await page.getByRole("button", { name: "Done" }).click();
    if (way === "Escape") await page.keyboard.press("Escape");
    if (way === "backdrop") await page.mouse.click(20, 400);
    if (way === "window") await page.evaluate(() => window.fakeMain.emit("window:close-requested", {}));
    const question = page.getByRole("alertdialog", { name: "Close without copying?" });
    await expect(question).toBeVisible();
    await expect(page.getByRole("button", { name: "Keep it open" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expect(page.getByRole("dialog", { name: "Fresh is ready" })).toBeVisible();
    await expect(page.locator("[role=dialog]:focus-within")).toHaveCount(1);

    if (way === "window") await page.evaluate(() => window.fakeMain.emit("window:close-requested", {}));
    else await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Close anyway" }).click();
    expect(await calls(page, way === "window" ? "app:close-anyway" : "keys:dismiss-new")).toHaveLength(1);
  });
}

test("menu commands: generate opens the dialog, find the filter, settings goes to the tabs", async () => {
  const page = await open(goodDay());
  await page.getByRole("tab", { name: "About" }).click();
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "find" }));
  await expect(page.getByRole("tab", { name: "API Keys" })).toHaveAttribute("aria-selected", "true");
  const filter = page.getByRole("textbox", { name: "Filter keys by name or hint" });
  await expect(filter).toBeFocused();
  await page.keyboard.type("staging");
  await expect(page.getByRole("region", { name: "Active Keys" }).getByRole("row")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(filter).toHaveCount(0);
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "settings" }));
  await expect(page.getByRole("tab", { name: "API Keys" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { name: "Quick copy", exact: true })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { name: "Attention", exact: true })).toBeVisible();
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "generate" }));
  await expect(page.getByRole("dialog", { name: "Generate New Key" })).toBeVisible();
});

test("at the limit the button can be focused, says why, and opens nothing", async () => {
  const page = await open(goodDay({ ...lists(fiveKeys, []) }));
  const button = page.getByRole("button", { name: "Generate New Key" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription("All 5 keys are active. Revoke one first.");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "All 5 keys are active" })).toBeAttached();
  await page.evaluate(() => window.fakeMain.emit("menu:command", { command: "generate" }));
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Esc does not close a dialog while an answer is awaited, and what was typed stays after a failure", async () => {
  const page = await open(goodDay(), { "keys:generate": "never" });
  await page.getByRole("button", { name: "Generate New Key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Staging");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Generate New Key" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Staging");
});

test("a sign-in that fails says so beside its field and keeps everything typed", async () => {
  const page = await open(
    goodDay({ activeConnectionId: remote.id, session: { status: "signed-out", reason: "ended" }, ...noLists }),
    {
      "session:sign-in": { ok: false, failure: failures.credentials },
    },
  );
  await expect(page.getByLabel("Password")).toBeFocused();
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(failures.credentials.message);
  await expect(page.getByLabel("Password")).toHaveValue("wrong");
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@northwind.example");
  expect(await calls(page, "session:sign-in")).toEqual([{ email: "ada@northwind.example", password: "wrong" }]);
});

test("empty fields are asked for one by one, without a call", async () => {
  const page = await open(firstRun);
  await page.getByRole("button", { name: "Connect to a server" }).press("Enter");
  await expect(page.getByLabel("Address")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription("Type the server’s address.");
  expect(await calls(page, "connection:connect")).toEqual([]);
});
