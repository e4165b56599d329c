/** The palette in the real program: brought up by a second start, driven by the keyboard alone, its copy read by another process. */
import { once } from "node:events";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { bridgeOf, readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { readKeyring, removeFromKeyring } from "../support/keyring.ts";
import { expectGone, expectUp, openAgain, openPalette, startAgain } from "../support/palette.ts";
import { makeKey, revokeKey, useLocalWorkspace } from "../support/walk.ts";

const options = (palette: Page) => palette.getByRole("option");
const chosen = (palette: Page) => palette.getByRole("option", { selected: true });

test("by the keyboard alone: a second start opens it, search, arrows, Enter copies and closes, Esc closes", async ({
  launch,
}) => {
  const running = await launch();
  const { window } = running;
  await useLocalWorkspace(window);
  await makeKey(window, "Production API");
  const staging = await makeKey(window, "Staging");
  const webhooks = await makeKey(window, "Production webhooks");
  await writeClipboard("something else");

  const palette = await openPalette(running);
  await expect(options(palette)).toHaveCount(3);
  await palette.keyboard.press("ArrowDown");
  await palette.keyboard.type("prod");
  await expect(options(palette)).toHaveCount(2);
  await expect(chosen(palette)).toHaveAccessibleName(
    /^Production API, krk_\w{4}••••\w{4}, Local workspace, never used$/,
  );
  await palette.keyboard.press("ArrowDown");
  await expect(chosen(palette)).toContainText("Production webhooks");
  expect(await readClipboard(), "choosing copies nothing").toBe("something else");
  await palette.keyboard.press("Enter");
  await expectGone(running, palette);
  expect(await readClipboard(), "another process reads the key").toBe(webhooks);
  await expectUp(running, window);

  // Anew: no search, the most recently copied first.
  await openAgain(running, palette);
  await expect(palette.getByRole("combobox")).toHaveValue("");
  await expect(chosen(palette)).toContainText("Production webhooks");
  await palette.keyboard.type("staging");
  await palette.keyboard.press("Escape");
  await expectGone(running, palette);
  expect(await readClipboard()).toBe(webhooks);
  await expectUp(running, window);

  await openAgain(running, palette);
  await expect(options(palette)).toHaveCount(3);
  await options(palette).filter({ hasText: "Staging" }).click();
  await expectGone(running, palette);
  expect(await readClipboard(), "a click copies too").toBe(staging);
});

test("it goes with the focus, and when it is called while it has it", async ({ launch }) => {
  const running = await launch();
  await useLocalWorkspace(running.window);
  const palette = await openPalette(running);
  const first = await running.app.browserWindow(running.window);
  await first.evaluate((window) => window.focus());
  await expectGone(running, palette);
  await openAgain(running, palette);
  await startAgain(running);
  await expectGone(running, palette);
});

test("a key whose keychain entry is gone: said in the palette, which stays; nothing is copied", async ({
  launch,
  desktop,
}) => {
  const { env } = await desktop("unlocked");
  const running = await launch({ env });
  await useLocalWorkspace(running.window);
  await makeKey(running.window, "Production API");
  const staging = await makeKey(running.window, "Staging");
  const palette = await openPalette(running, env);
  for (const { account, password } of await readKeyring(env)) {
    if (account.startsWith("key:") && !password.includes(staging)) await removeFromKeyring(account, env);
  }
  await writeClipboard("something else");

  await palette.keyboard.type("production");
  await palette.keyboard.press("Enter");
  // keytar cannot tell a missing entry from a dismissed prompt, so the key stays listed.
  await expect(palette.getByRole("alert")).toContainText("The system keychain did not give Keyrack its entry.");
  await expect(chosen(palette)).toContainText("Production API");
  await expectUp(running, palette);
  await expect(palette.getByRole("combobox")).toBeFocused();
  expect(await readClipboard()).toBe("something else");

  await palette.keyboard.press("Control+A");
  await palette.keyboard.press("Backspace");
  await expect(palette.getByRole("alert")).toBeHidden();
  await expect(options(palette)).toHaveCount(2);
  await palette.keyboard.press("ArrowDown");
  await palette.keyboard.press("Enter");
  await expectGone(running, palette);
  expect(await readClipboard()).toBe(staging);
});

test("the list follows the main window, the look too, and no key's value is in the page", async ({ launch }) => {
  const running = await launch();
  const { window } = running;
  await useLocalWorkspace(window);
  const value = await makeKey(window, "Production API");
  await makeKey(window);
  const palette = await openPalette(running);
  await expect(options(palette)).toHaveText([/^Production API/, /^Untitled key/]);
  expect(await palette.content()).not.toContain(value.slice(8, -4));
  expect(JSON.stringify(await readState(palette))).not.toContain(value.slice(8, -4));

  await revokeKey(window, "Production API");
  await expect(options(palette)).toHaveCount(1);
  await expect(chosen(palette)).toContainText("Untitled key");

  const background = () => palette.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const look = { light: "", dark: "" };
  for (const appearance of ["light", "dark"] as const) {
    await (await bridgeOf(window)).evaluate((keyrack, input) => keyrack.app.setAppearance(input), { appearance });
    await expect
      .poll(() => palette.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches))
      .toBe(appearance === "dark");
    look[appearance] = await background();
    // Electron has no way to open the second page that axe's newer mode wants.
    const { violations } = await new AxeBuilder({ page: palette }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`)).toEqual([]);
  }
  expect(look.light).not.toBe(look.dark);
});

test("a first start for quick copy shows the palette alone, and says how to keep a key", async ({ launch }) => {
  const running = await launch({ args: ["--quick-copy"] });
  const palette = running.window;
  await expectUp(running, palette);
  await expect(palette.getByText("No keys are kept on this computer yet")).toBeVisible();
  await expect(palette.getByText(/tick “Keep on this computer for quick copy”/)).toBeVisible();
  await palette.keyboard.press("Enter");
  await palette.keyboard.press("Tab");
  await expect(palette.getByRole("combobox")).toBeFocused();
  expect(running.app.windows()).toHaveLength(1);

  // No tray runs here: once the palette has gone, nothing would be left to quit Keyrack with.
  const ended = once(running.app.process(), "exit");
  await expect.poll(async () => (await readState(palette)).desktop.tray).toBe("absent");
  // The page may be gone before the key's release is answered; that the program ends is what counts.
  await palette.keyboard.press("Escape").catch(() => {});
  expect(await ended).toEqual([0, null]);
});
