/** What must hold of the window's layout whatever names and sentences are in it. */
import { type ElectronApplication, expect, type Page } from "@playwright/test";

/** DESIGN.md section 6. */
export const minimumSize = { width: 720, height: 520 };
/** DESIGN.md section 6. */
export const defaultSize = { width: 1040, height: 720 };

/** Gives the page this size and waits until it has it. */
export async function resize(
  app: ElectronApplication,
  window: Page,
  size: { width: number; height: number },
): Promise<void> {
  const browserWindow = await app.browserWindow(window);
  await browserWindow.evaluate((one, { width, height }) => one.setContentSize(width, height), size);
  await expect.poll(() => window.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual(size);
}

/** Nothing sticks out of the window, and no text out of its cell, button or dialog. */
export async function expectSoundLayout(window: Page): Promise<void> {
  const faults = await window.evaluate(() => {
    const found: string[] = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth)
      found.push(`the page is ${page.scrollWidth} wide, the window ${page.clientWidth}`);
    const nameOf = (element: Element) => `${element.tagName} "${element.textContent?.trim().slice(0, 30)}"`;
    const visible = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    for (const element of document.querySelectorAll("button, input, tr, [role=dialog], [role=alertdialog], h1, h2")) {
      if (!visible(element)) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5))
        found.push(`${nameOf(element)} sticks out`);
    }
    // A text is inside its cell, dialog or page, or something on the way there cuts it or lets it scroll.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      const container = parent?.closest("td, th, button, [role=dialog], [role=alertdialog], main, nav");
      if (!parent || !container || !visible(parent)) continue;
      let cut = false;
      for (let box: Element | null = parent; box && box !== container && !cut; box = box.parentElement) {
        cut = getComputedStyle(box).overflowX !== "visible";
      }
      range.selectNodeContents(texts.currentNode);
      const { left, right } = range.getBoundingClientRect();
      const bounds = container.getBoundingClientRect();
      if (!cut && (left < bounds.left - 1 || right > bounds.right + 1)) found.push(`${nameOf(parent)} spills over`);
    }
    return found;
  });
  expect(faults).toEqual([]);
}

/** Every row of both tables is as high as the next: no name wraps. */
export async function expectEqualRows(window: Page): Promise<void> {
  const heights = await window.evaluate(() =>
    [...document.querySelectorAll("tr[data-row]")].map((row) => row.getBoundingClientRect().height),
  );
  expect(heights.length).toBeGreaterThan(1);
  // Zoom and hairlines leave fractions of a pixel.
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(1);
}
