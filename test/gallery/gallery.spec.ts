/** Draws the built renderer in every state, in both themes and at both sizes, and runs axe (WCAG 2.2 AA) on each scene. */
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type Gallery, launchGallery, openWith, pictures, sizes } from "./page.ts";
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
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.screenshot({ path: join(pictures, `${scene.name}-${theme}-${size.name}.png`) });
        expect(await overflowing(page), `nothing sticks out at ${size.name}`).toEqual([]);
      }
      // A theme changes colours alone, so the second needs only the rule on contrast.
      expect(await axe(page, theme === "light" ? "all" : "contrast"), `axe in ${theme}`).toEqual([]);
    }
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

/** axe's findings, each with the element and the reason. */
async function axe(page: Page, rules: "all" | "contrast"): Promise<string[]> {
  // Legacy mode, because Electron cannot open the extra page axe would like to have.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === "contrast"
    ? builder.withRules("color-contrast")
    : builder
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        // Menus and lists that pop up lie outside the landmarks by their nature.
        .disableRules("region")
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
  );
}

/** What is wider than the window, which would mean a horizontal scroll bar or a control cut off. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && element.closest("pre") === null;
      })
      .map((element) => `${element.tagName} ${element.className} "${element.textContent?.slice(0, 40)}"`),
  );
}
