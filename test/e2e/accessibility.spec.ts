/** The whole main job by keyboard alone, with focus always seen and always returned; and axe on every main view. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { defaultSize, expectSoundLayout, minimumSize, resize } from "../support/layout.ts";
import {
  copyAndDone,
  expectList,
  generateKey,
  keyRow,
  makeKey,
  openConnectDialog,
  openGenerate,
  openRevoke,
  pressShortcut,
  revealDialog,
  revealedValue,
  revokeKey,
  useLocalWorkspace,
} from "../support/walk.ts";

/** What has the focus is on screen and marked: by an outline of two pixels or more. */
async function expectFocusSeen(window: Page): Promise<void> {
  const focus = await window.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "nothing has the focus";
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
    if (!inside) return `${element.outerHTML.slice(0, 80)} is off screen`;
    if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2)
      return `${element.outerHTML.slice(0, 80)} is not marked`;
    return "seen";
  });
  expect(focus).toBe("seen");
}

/** Tabs until the wanted element has the focus, and looks at every stop on the way. */
async function tabTo(window: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stops = 0; stops < 30; stops += 1) {
    await window.keyboard.press("Tab");
    await expectFocusSeen(window);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("30 tabs did not lead there.");
}

test("the main job by keyboard alone", async ({ launch }) => {
  const { app, window } = await launch();
  await writeClipboard("something older");
  await tabTo(window, window.getByRole("button", { name: "Use the Local workspace" }));
  await window.keyboard.press("Enter");
  await expectList(window);

  for (const name of ["Production", "Staging"]) {
    await pressShortcut(app, "N");
    const dialog = window.getByRole("dialog", { name: "Generate New Key" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await expectFocusSeen(window);
    await window.keyboard.type(name);
    await window.keyboard.press("Enter");
    const reveal = revealDialog(window);
    await expect(reveal.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
    await expectFocusSeen(window);
    await window.keyboard.press("Enter");
    await expect(reveal.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await readClipboard()).toBe(await revealedValue(window));
    await tabTo(window, reveal.getByRole("button", { name: "Done" }));
    await window.keyboard.press("Enter");
    await expect(reveal).toBeHidden();
    await expect(window.getByRole("button", { name: "Generate New Key" }), "focus came back").toBeFocused();
    await expectFocusSeen(window);
  }

  const staging = keyRow(window, "Active Keys", "Staging");
  const production = keyRow(window, "Active Keys", "Production");
  await tabTo(window, staging);
  await window.keyboard.press("ArrowDown");
  await expect(production).toBeFocused();
  await expectFocusSeen(window);

  await window.keyboard.press("Delete");
  const question = window.getByRole("alertdialog", { name: "Revoke “Production”?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await window.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(production, "focus came back").toBeFocused();

  await window.keyboard.press("Enter");
  await expect(window.getByRole("menu")).toBeVisible();
  await window.keyboard.press("End");
  await expect(window.getByRole("menuitem", { name: "Revoke…" })).toBeFocused();
  await window.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await tabTo(window, question.getByRole("button", { name: "Revoke" }));
  await window.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(keyRow(window, "Revoked Keys", "Production")).toBeVisible();
  await expect(staging, "focus goes to the next key").toBeFocused();
  await expectFocusSeen(window);
});

test("the shortcuts for finding and for settings", async ({ launch }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  await makeKey(window, "Inventory Sync");
  await pressShortcut(app, "F");
  const filter = window.getByLabel("Filter keys by name or hint");
  await expect(filter).toBeFocused();
  await window.keyboard.type("nothing like it");
  await expect(window.getByText("No active key matches the filter.")).toBeVisible();
  await window.keyboard.press("Escape");
  await expect(keyRow(window, "Active Keys", "Inventory Sync")).toBeVisible();
  await pressShortcut(app, ",");
  await expect(window.getByRole("tab", { name: "API Keys" })).toBeFocused();
  await window.keyboard.press("ArrowRight");
  await expect(window.getByRole("tab", { name: "Quick copy" })).toBeFocused();
  await expect(window.getByRole("heading", { name: "Quick copy" })).toBeVisible();
});

test("Esc, Done and the window's close button ask before an uncopied key is let go", async ({ launch }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const key = await generateKey(window, "Not copied yet");
  const reveal = revealDialog(window);
  const question = window.getByRole("alertdialog", { name: "Close without copying?" });
  const attempts: Record<string, () => Promise<unknown>> = {
    escape: () => window.keyboard.press("Escape"),
    done: () => reveal.getByRole("button", { name: "Done" }).click(),
    "the close button": async () => (await app.browserWindow(window)).evaluate((one) => one.close()),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    await attempt();
    await expect(question, name).toBeVisible();
    await expect(question.getByRole("button", { name: "Keep it open" })).toBeFocused();
    await window.keyboard.press("Enter");
    await expect(question).toBeHidden();
    await expect(reveal.getByLabel("API key"), `${name}: the key is still there`).toHaveValue(key);
  }
  await copyAndDone(window);
});

test("the main job at 200 %: the window is zoomed in, and everything can be seen and done", async ({ launch }) => {
  const { app, window } = await launch();
  await resize(app, window, defaultSize);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect
    .poll(() => window.evaluate(() => ({ width: innerWidth, height: innerHeight })))
    .toEqual({
      width: defaultSize.width / 2,
      height: defaultSize.height / 2,
    });
  await useLocalWorkspace(window);
  await expectSoundLayout(window);
  await generateKey(window, "Production");
  await expectSoundLayout(window);
  const shown = revealDialog(window).getByRole("textbox", { name: "API key" });
  const room = await shown.evaluate((field: HTMLInputElement) => field.clientWidth - field.scrollWidth);
  expect(room, "the key is seen whole").toBeGreaterThanOrEqual(0);
  await copyAndDone(window);
  await expectSoundLayout(window);
  await revokeKey(window, "Production", "Zoomed in");
  await expectSoundLayout(window);
  const settings = await window.getByRole("button", { name: "Settings" }).boundingBox();
  expect(settings?.x, "bottom-left").toBeLessThan(20);
  expect((settings?.y ?? 0) + (settings?.height ?? 0)).toBeGreaterThan(defaultSize.height / 2 - 20);
});

test("axe finds nothing in any main view, in either theme, at either size", async ({ launch }) => {
  const { app, window } = await launch();
  const look = async (view: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await window.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Electron has no way to open the second page that axe's newer mode wants.
      const { violations, passes } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze();
      expect.soft(passes.length, `${view}: axe looked at something`).toBeGreaterThan(10);
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
      );
      expect.soft(found, `${view}, ${colorScheme}`).toEqual([]);
    }
  };

  await expect(window.getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
  await look("first run");
  await useLocalWorkspace(window);
  await look("no keys");
  await makeKey(window, "Production");
  await makeKey(window);
  await revokeKey(window, "Production", "Rotated");
  for (const size of [minimumSize, defaultSize]) {
    await resize(app, window, size);
    await look(`the list at ${size.width}`);
  }
  const generate = await openGenerate(window);
  await look("generate");
  await generate.getByRole("button", { name: "Cancel" }).click();
  await generateKey(window, "Staging");
  await look("reveal");
  await copyAndDone(window);
  const revoke = await openRevoke(window, "Staging");
  await look("revoke");
  await revoke.getByRole("button", { name: "Cancel" }).click();
  await expect(revoke).toBeHidden();
  const connect = await openConnectDialog(window);
  await look("connect");
  await connect.getByRole("button", { name: "Cancel" }).click();
  for (const tab of ["Quick copy", "Connection", "Network", "Appearance", "About"]) {
    await window.getByRole("tab", { name: tab }).click();
    await expect(window.getByRole("tabpanel", { name: tab })).toBeVisible();
    await look(tab);
  }
});
