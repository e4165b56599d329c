/** What is heard, what moves, and what forced colours leave to tell things apart by; in the built page with the mock of main. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import { moving } from "./checks.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { keptDay } from "./kept-states.ts";
import { type Gallery, launchGallery, openWith } from "./page.ts";
import {
  activeKey,
  ago,
  failures,
  firstRun,
  goodDay,
  lists,
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

async function become(page: Page, changes: Partial<AppState>): Promise<void> {
  await page.evaluate((slices) => window.fakeMain.emit("state:changed", slices), changes);
}

/**
 * Hears as a screen reader does: words that come into a region that was in the document before, is marked polite and is
 * not hidden. What arrives together with its region is not heard, and neither is a changed word where only additions count.
 */
async function hear(page: Page): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle(() => {
    const all: string[] = [];
    for (const region of document.querySelectorAll("[aria-live=polite], [role=status]")) {
      const onlyAdditions = region.getAttribute("aria-relevant") === "additions";
      new MutationObserver((changes) => {
        if (region.closest("[aria-hidden=true], [inert]") !== null) return;
        for (const { type, target, addedNodes } of changes) {
          if (type === "characterData" && !onlyAdditions) all.push(target.textContent ?? "");
          for (const node of addedNodes) {
            if (node instanceof Element || !onlyAdditions) all.push(node.textContent ?? "");
          }
        }
      }).observe(region, { subtree: true, childList: true, characterData: true });
    }
    return all;
  });
  return () => heard.jsonValue();
}

test("copied is heard, while a dialog hides the rest of the window", async () => {
  const newKey = { apiKey: activeKey({ id: "k9" }), copied: false, keepFailure: null };
  const page = await open(goodDay({ newKey }), {
    "keys:reveal": { ok: true, value: { value: `krk_${"a".repeat(38)}` } },
  });
  const heard = await hear(page);
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(heard).toEqual(["Copied"]);
});

test("a kept key that is copied from its row is heard by its name", async () => {
  const page = await open(keptDay());
  const heard = await hear(page);
  await page.getByRole("row", { name: /^Production API/ }).press("c");
  await expect.poll(heard).toEqual(["Copied Production API. It leaves the clipboard in 30 seconds."]);
});

test("revoked is heard", async () => {
  const page = await open(goodDay());
  const heard = await hear(page);
  await page.getByRole("button", { name: "Revoke Production API" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect.poll(heard).toEqual(["Revoked Production API"]);
  await become(page, lists(threeKeys.slice(1), [revokedKey({ id: "k1", name: "Production API" }), ...twoRevoked]));
  await expect(page.getByRole("region", { name: "Revoked Keys" })).toContainText("Production API");
  expect(await heard()).toEqual(["Revoked Production API"]);
});

const offline: AppState["network"] = {
  status: "offline",
  since: ago(60_000),
  failure: failures.offline,
  nextTryAt: ago(-12_000),
  live: false,
};

for (const place of ["Overview", "Activity", "Settings"]) {
  test(`offline is heard on ${place}, once, and so is its end`, async () => {
    const day = goodDay({ activeConnectionId: remote.id });
    const page = await open(day);
    await page.getByRole("navigation").getByRole("button", { name: place }).click();
    const everything = await hear(page);
    // Overview says besides what its own parts cannot show now.
    const heard = async () => (await everything()).filter((one) => /^O(ff|n)line/.test(one));
    await become(page, { network: offline });
    await expect.poll(heard).toEqual([expect.stringMatching(/^Offline, as of 14:02 today.*Nothing answers at api/)]);
    // The next try is counted down in sight, and in silence.
    await become(page, { network: { ...offline, nextTryAt: ago(-9_000) } });
    await expect(page.getByText("Next try in 9 s")).toBeVisible();
    expect(await heard()).toHaveLength(1);
    await become(page, { network: day.network });
    await expect.poll(heard).toEqual([expect.anything(), "Online again"]);
  });
}

test("offline is heard while a dialog hides the strip", async () => {
  const page = await open(goodDay({ activeConnectionId: remote.id }));
  await page.getByRole("button", { name: "Generate New Key" }).click();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  const heard = await hear(page);
  await become(page, { network: offline });
  await expect.poll(heard).toContain("Offline");
});

test("a switch of the connection while offline is not taken for being online again", async () => {
  const page = await open(goodDay({ activeConnectionId: remote.id, network: offline }));
  const heard = await hear(page);
  const { activeConnectionId, network, ...local } = goodDay();
  await become(page, { ...local, activeConnectionId, network });
  await expect.poll(heard).toEqual(["Connection: Local workspace"]);
});

test("with less motion nothing moves; without that wish something does, so the check can see it", async () => {
  const page = await open(firstRun, { "connection:use-local": "never" });
  await page.getByRole("button", { name: "Use the Local workspace" }).click();
  await expect(page.locator("[aria-busy=true]")).toBeVisible();
  expect(await moving(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect((await moving(page)).some((one) => one.startsWith("BUTTON"))).toBe(true);
  expect((await moving(page)).some((one) => one.toLowerCase().includes("svg"))).toBe(true);
});

test("in forced colours every state is told apart from its opposite, and the focus is seen", async () => {
  const page = await open(goodDay());
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark", reducedMotion: "reduce" });
  const seen = async (what: Locator) => (await what.screenshot()).toString("base64");
  /** The pictures of two states of one element differ. */
  const differs = async (what: Locator, change: () => Promise<unknown>) => {
    const before = await seen(what);
    await change();
    await expect.poll(() => seen(what), String(what)).not.toBe(before);
  };
  const place = (name: string) => page.getByRole("navigation").getByRole("button", { name });
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });

  await differs(place("Overview"), () => place("Overview").click());
  await place("Settings").click();
  await differs(tab("Appearance"), () => tab("Appearance").click());
  await tab("Quick copy").click();
  const toggle = page.getByRole("switch", { name: "Close to the tray" });
  await differs(toggle, () => become(page, { preferences: { ...goodDay().preferences, closeToTray: false } }));
  await tab("API Keys").click();
  const row = page.getByRole("row", { name: /^Production API/ });
  // The focus is marked for those who use the keyboard.
  await page.keyboard.press("Tab");
  await differs(row, () => row.focus());
  await row.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await differs(page.getByRole("menuitem", { name: "Revoke…" }), () => page.keyboard.press("End"));
  await page.keyboard.press("Escape");
  const generate = page.getByRole("button", { name: "Generate New Key" });
  // The ring stands outside of it.
  await differs(generate.locator(".."), () => generate.focus());
  await page.emulateMedia({ forcedColors: "none" });
});
