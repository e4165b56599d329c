/** The gallery's window: launched once, loaded anew for each test with the mock of main in place. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { _electron, type ElectronApplication, expect, type Page } from "@playwright/test";
import type { Channel } from "../../src-preload/contract/ipc.ts";
import { showApiKeys } from "../support/walk.ts";
import { type FakeBridgeOptions, installFakeBridge } from "./fake-bridge.ts";
import { now } from "./states.ts";

const root = resolve(import.meta.dirname, "../..");
const renderer = process.env.KEYRACK_GALLERY_RENDERER ?? join(root, "out/renderer");

/** Where the pictures are left. */
export const pictures = join(root, "test-results/gallery");

/** The window's two sizes: as it opens, and as small as it gets. */
export const sizes = [
  { name: "1040x720", width: 1040, height: 720 },
  { name: "720x520", width: 720, height: 520 },
] as const;

/** What is left of the window's usual size when its page is zoomed to 200 %, in the page's own pixels. */
export const doubleSize = { width: 520, height: 360 } as const;

/** A window and what its console complained of, such as a breach of the content security policy. */
export interface Gallery {
  app: ElectronApplication;
  page: Page;
  complaints: string[];
}

/** Launches the window. */
export async function launchGallery(): Promise<Gallery> {
  expect(existsSync(join(renderer, "index.html")), `the renderer is built in ${renderer}`).toBe(true);
  const app = await _electron.launch({
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), join(import.meta.dirname, "window.mjs")],
    cwd: root,
    env: { ...process.env, KEYRACK_GALLERY_RENDERER: renderer, TZ: "UTC" } as Record<string, string>,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(5_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { app, page, complaints };
}

/** What to load. */
export interface Opening extends Omit<FakeBridgeOptions, "now"> {
  /** Where the window is to be; most of what there is to look at is Settings, API Keys. */
  place?: "api-keys" | "overview" | undefined;
}

/** Loads the page anew, with a state and answers in place before its scripts run. */
export async function openWith(gallery: Gallery, { place = "api-keys", ...options }: Opening): Promise<void> {
  const { page, complaints } = gallery;
  await page.mouse.move(0, 0);
  // A scene may leave one held down, as the one does that shows half a shortcut.
  for (const modifier of ["Control", "Shift", "Alt", "Meta"]) await page.keyboard.up(modifier);
  await page.setViewportSize(sizes[0]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const mock = await page.addInitScript(installFakeBridge, { ...options, now });
  complaints.length = 0;
  await page.goto("app://keyrack/");
  await mock.dispose();
  await page.waitForFunction(() => document.querySelector("#root > *") !== null);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  if (place === "api-keys") await showApiKeys(page);
}

/** Takes an item of a menu by keyboard. The menu is in sight before it takes the focus, for itself or its first item. */
export async function pressItem(page: Page, name: string): Promise<void> {
  await expect(page.locator("[role=menu]:focus-within")).toHaveCount(1);
  await page.getByRole("menuitem", { name }).press("Enter");
}

/** What the page has asked of main on a channel so far. */
export function callsOf(page: Page, channel: Channel): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => window.fakeMain.calls.filter((call) => call.channel === wanted).map((call) => call.input),
    channel,
  );
}
