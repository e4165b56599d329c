/** The demo's stage: the app that runs, started again where the walk asks for it, and how its steps are pictured. */
import { expect, type Page } from "@playwright/test";
import { launchApp, type RunningApp } from "../support/app.ts";
import { activeOrigin } from "../support/bridge.ts";
import { startTrayHost, type TrayHost } from "../support/tray-host.ts";
import { drawContactSheet } from "./contact-sheet.ts";
import { type Pictures, Storyboard } from "./storyboard.ts";

/** A still picture of a page in a theme; null: in the one the app has chosen. Nothing moves, and what was said a moment ago has faded. */
async function pictureOf(page: Page, colorScheme: "light" | "dark" | null): Promise<Buffer> {
  await expect(page.locator('body > [role="status"] > div:not([class*="heard"])')).toHaveCount(0);
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme });
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  await page.emulateMedia({ colorScheme: null });
  return picture;
}

/** Pictures of a page in both themes. */
export async function picturesOf(page: Page): Promise<Pictures> {
  return { dark: await pictureOf(page, "dark"), main: await pictureOf(page, "light") };
}

/** What the chapters of the demo act on. */
export class Stage {
  private constructor(
    private readonly story: Storyboard,
    private now: RunningApp,
    /** The desktop's tray. */
    readonly tray: TrayHost,
  ) {}

  /** Starts the app with a fresh profile; its record goes into `folder`. */
  static async open(folder: string): Promise<Stage> {
    const running = await launchApp({ onOverview: true });
    return new Stage(new Storyboard(folder), running, await startTrayHost());
  }

  /** The app as it runs now. */
  get running(): RunningApp {
    return this.now;
  }

  /** Its window. */
  get window(): Page {
    return this.now.window;
  }

  /** Does a step of the walk and keeps pictures of the window. */
  step(name: string, act: () => Promise<void>): Promise<void> {
    return this.stepWith(name, () => picturesOf(this.window), act);
  }

  /** Does a step and keeps a picture of the window in the theme that is chosen. */
  stepAsChosen(name: string, act: () => Promise<void>): Promise<void> {
    return this.stepWith(name, async () => ({ main: await pictureOf(this.window, null) }), act);
  }

  /** Does a step and keeps pictures of something else than the window. */
  stepWith(name: string, take: () => Promise<Pictures>, act: () => Promise<void>): Promise<void> {
    return this.story.step(name, take, act);
  }

  /** Calls the API of the connection on screen with a key, as a script would. */
  async call(key: string): Promise<void> {
    const headers = { Authorization: `ApiKey ${key}`, "X-Warehouse-Id": "wh_rotterdam" };
    expect((await fetch(`${await activeOrigin(this.window)}/api/v1/inbound`, { headers })).status).toBe(200);
  }

  /** Quits the app and starts it with the same profile. */
  async restart(): Promise<void> {
    expect(await this.now.close()).toBe(0);
    this.now = await launchApp({ profile: this.now.profile, onOverview: true });
  }

  /** Lays all pictures out side by side. */
  drawSheets(): Promise<void> {
    return this.story.drawSheets((theme, shown) => drawContactSheet(this.now.app, theme, shown));
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.tray.close();
    await this.now.kill();
  }
}
