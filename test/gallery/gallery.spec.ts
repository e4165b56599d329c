/** Draws the built renderer in every state, in both themes and at three sizes, and runs axe (WCAG 2.2 AA) on each scene. */
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { axe, cutOff, cutShort, moving, overflowing } from "./checks.ts";
import { doubleSize, type Gallery, launchGallery, openWith, pictures, sizes } from "./page.ts";
import { scenes } from "./scenes.ts";

const themes = ["light", "dark"] as const;

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

for (const scene of scenes) {
  test(`${scene.name} looks right`, async () => {
    await openWith(gallery, { state: scene.state, answers: scene.answers ?? {}, place: scene.place });
    const { page, complaints } = gallery;
    await scene.act?.(page);
    expect(await moving(page), "nothing moves where less motion is asked for").toEqual([]);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const size of sizes) {
        await page.setViewportSize(size);
        // What pops up finds its new place a frame later.
        await expect.poll(() => overflowing(page), `nothing sticks out at ${size.name}`).toEqual([]);
        await page.screenshot({ path: join(pictures, `${scene.name}-${theme}-${size.name}.png`) });
        expect(await cutShort(page), `what is cut short at ${size.name} can be read whole`).toEqual([]);
      }
      // A theme changes colours alone, so the second needs only the rule on contrast.
      expect(await axe(page, theme === "light" ? "all" : "contrast"), `axe in ${theme}`).toEqual([]);
    }
    await page.setViewportSize(doubleSize);
    await expect.poll(() => overflowing(page), "nothing sticks out at 200 %").toEqual([]);
    expect(await cutShort(page), "what is cut short at 200 % can be read whole").toEqual([]);
    expect(await axe(page, "all but contrast"), "axe at 200 %").toEqual([]);
    expect(await cutOff(page), "everything can be reached at 200 %").toEqual([]);
    expect(complaints, "the console is quiet; the content security policy complains there").toEqual([]);
  });
}

for (const name of [
  "keys-full",
  "keys-row-menu",
  "reveal-kept",
  "kept-rows-copied",
  "settings-appearance",
  "settings-quick-copy-bare",
  "connections-switcher",
  "edit-connection",
  "settings-network-own",
  "commands-refused",
  "overview-everything",
  "activity-of-one-key",
]) {
  test(`${name} looks right in forced colours`, async () => {
    const scene = scenes.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`No scene is called ${name}.`);
    await openWith(gallery, { state: scene.state, answers: scene.answers ?? {}, place: scene.place });
    await gallery.page.emulateMedia({ forcedColors: "active", colorScheme: "dark", reducedMotion: "reduce" });
    await scene.act?.(gallery.page);
    await gallery.page.screenshot({ path: join(pictures, `${name}-forced-1040x720.png`) });
    await gallery.page.emulateMedia({ forcedColors: "none" });
  });
}
