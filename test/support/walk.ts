/** The main job as a person does it, in the guide's words: each step waits until the window shows its outcome. */
import { type ElectronApplication, expect, type Locator, type Page } from "@playwright/test";

/** How to sign in to a server. */
export interface Credentials {
  address: string;
  email: string;
  password: string;
}

/** First run: one click to the Local workspace, until Overview is there. */
export async function startLocalWorkspace(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Use the Local workspace" }).click();
  await expect(window.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(window.getByRole("button", { name: "Generate New Key" })).not.toHaveAttribute("aria-disabled", "true");
}

/** First run: one click to the Local workspace, until its list is there. */
export async function useLocalWorkspace(window: Page): Promise<void> {
  await startLocalWorkspace(window);
  await expectList(window);
}

/** The key list is on screen and can be changed; from wherever the window is, such as Overview after signing in. */
export async function expectList(window: Page): Promise<void> {
  await expect(window.getByRole("button", { name: "Settings" })).toBeVisible();
  await showApiKeys(window);
  await expect(window.getByRole("heading", { name: "API Keys" })).toBeVisible();
  await expect(window.getByRole("button", { name: "Generate New Key" })).not.toHaveAttribute("aria-disabled", "true");
}

/** Fills in the form that signs in to a server and sends it. */
export async function fillConnectForm(place: Page | Locator, { address, email, password }: Credentials): Promise<void> {
  await place.getByLabel("Address").fill(address);
  await place.getByLabel("E-mail").fill(email);
  await place.getByLabel("Password").fill(password);
  await place.getByRole("button", { name: "Connect", exact: true }).click();
}

/** First run: connects to a server, until its list is there. */
export async function connectToServer(window: Page, credentials: Credentials): Promise<void> {
  await window.getByRole("button", { name: "Connect to a server" }).click();
  await fillConnectForm(window, credentials);
  await expectList(window);
}

/** Opens the dialog that adds a server, from the switcher at the top of the sidebar. */
export async function openConnectDialog(window: Page): Promise<Locator> {
  await window.getByRole("button", { name: /^Connection: / }).click();
  await window.getByRole("menuitem", { name: "Connect to a server…" }).click();
  const dialog = window.getByRole("dialog", { name: "Connect to a server" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Settings, tab API Keys, as the guide says. */
export async function openApiKeys(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Settings" }).click();
  await window.getByRole("tab", { name: "API Keys" }).click();
}

/**
 * Shows Settings, tab API Keys, by what a click on either does, without a mouse or the focus: for tests that begin there and
 * are about something else. Nothing happens where there is no sidebar, as on the first run.
 */
export async function showApiKeys(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const settings = [...document.querySelectorAll<HTMLElement>("nav button")].find((button) =>
      button.textContent?.startsWith("Settings"),
    );
    if (settings === undefined) return;
    settings.click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(
      (one) => one.textContent === "API Keys" && one.getAttribute("aria-selected") !== "true",
    );
    tab?.click();
  });
}

/** Opens the dialog that generates a key. */
export async function openGenerate(window: Page): Promise<Locator> {
  await window.getByRole("button", { name: "Generate New Key" }).click();
  const dialog = window.getByRole("dialog", { name: "Generate New Key" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The modal that shows the new key. */
export const revealDialog = (window: Page) => window.getByRole("dialog", { name: /is ready$/ });

/** What a key of the Local workspace, and of `npm run service`, looks like. */
const keyrackKey = /^krk_[A-Za-z0-9]{38}$/;

/** Generates a key and answers its value, with the modal that shows it still open. `shape`: what a key looks like there. */
export async function generateKey(window: Page, name = "", shape = keyrackKey): Promise<string> {
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  return revealedValue(window, shape);
}

/** The new key's value in the modal that shows it; the modal is there a moment before the value is. */
export async function revealedValue(window: Page, shape = keyrackKey): Promise<string> {
  const value = revealDialog(window).getByRole("textbox", { name: "API key" });
  await expect(value).toHaveValue(shape);
  return value.inputValue();
}

/** Copies the new key and closes its modal. */
export async function copyAndDone(window: Page): Promise<void> {
  const dialog = revealDialog(window);
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
}

/** Generates, copies and closes; answers the value. */
export async function makeKey(window: Page, name = "", shape = keyrackKey): Promise<string> {
  const value = await generateKey(window, name, shape);
  await copyAndDone(window);
  return value;
}

/** A row of the active or the revoked keys. */
export function keyRow(window: Page, section: "Active Keys" | "Revoked Keys", name: string): Locator {
  return window.getByRole("region", { name: section }).getByRole("row").filter({ hasText: name });
}

/** Opens the question whether to revoke a key. */
export async function openRevoke(window: Page, name: string): Promise<Locator> {
  await keyRow(window, "Active Keys", name)
    .getByRole("button", { name: /^Revoke/ })
    .click();
  const dialog = window.getByRole("alertdialog", { name: `Revoke “${name}”?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Revokes a key, until it stands among the revoked ones. */
export async function revokeKey(window: Page, name: string, reason = ""): Promise<void> {
  const dialog = await openRevoke(window, name);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog).toBeHidden();
  await expect(keyRow(window, "Revoked Keys", name).first()).toBeVisible();
}

/**
 * Presses Ctrl (on macOS Cmd) and a key as a keyboard does. The menu's accelerators hear only what the window has not taken,
 * and nothing of what Playwright's `keyboard` sends; `sendInputEvent` goes the whole way.
 */
export async function pressShortcut(app: ElectronApplication, keyCode: string): Promise<void> {
  const window = await app.browserWindow(await app.firstWindow());
  await window.evaluate(({ webContents }, key) => {
    const modifiers: ("meta" | "control")[] = [process.platform === "darwin" ? "meta" : "control"];
    webContents.sendInputEvent({ type: "keyDown", keyCode: key, modifiers });
    webContents.sendInputEvent({ type: "keyUp", keyCode: key, modifiers });
  }, keyCode);
}
