/** Measures the palette: from the call for it until it stands, drawn and with the focus. */
import { expect } from "@playwright/test";
import { readState } from "../support/bridge.ts";
import { generateKept } from "../support/kept.ts";
import { test } from "../support/tray-test.ts";
import { useLocalWorkspace } from "../support/walk.ts";
import { addFigures, percentiles, runsOf } from "./figures.ts";

const paletteRuns = runsOf(30);
const warmUp = 5;

test("the palette", async ({ launch }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  for (const name of ["Production", "Staging", "Inventory Sync"]) await generateKept(window, name);
  expect((await readState(window)).kept).toHaveLength(3);
  // What a second start with --quick-copy makes Electron emit in the first.
  const call = () =>
    app.evaluate(({ app: electron }) => {
      const start = performance.timeOrigin + performance.now();
      electron.emit("second-instance", {}, [process.execPath, "--quick-copy"], "/", null);
      return start;
    });
  const [palette] = await Promise.all([app.waitForEvent("window"), call()]);
  const browserWindow = await app.browserWindow(palette);
  const standing = () => browserWindow.evaluate((one) => one.isVisible() && one.isFocused());
  await expect(palette.getByRole("option")).toHaveCount(3);
  await expect.poll(standing).toBe(true);
  await palette.evaluate(() => {
    const page = globalThis as unknown as { painted: number[]; keyrack: { on(event: string, run: () => void): void } };
    page.painted = [];
    page.keyrack.on("palette:shown", () => {
      // The callback of the second frame runs after the first has been drawn.
      const drawn = () => {
        if (document.querySelectorAll('[role="option"]').length === 3)
          page.painted.push(performance.timeOrigin + performance.now());
        else requestAnimationFrame(drawn);
      };
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    });
  });
  await browserWindow.evaluate((one) => {
    const main = globalThis as unknown as { focused: number[] };
    main.focused = [];
    one.on("focus", () => main.focused.push(performance.timeOrigin + performance.now()));
  });
  /** When it was first painted and first had the focus since the last time this was asked. */
  const moments = async () => {
    const drawn = () => palette.evaluate(() => (globalThis as unknown as { painted: number[] }).painted);
    const focus = () => app.evaluate(() => (globalThis as unknown as { focused: number[] }).focused);
    await expect.poll(async () => (await drawn()).length, { intervals: [20] }).toBeGreaterThan(0);
    await expect.poll(async () => (await focus()).length, { intervals: [20] }).toBeGreaterThan(0);
    await expect.poll(standing, { intervals: [20] }).toBe(true);
    return [...(await drawn()).slice(0, 1), ...(await focus()).slice(0, 1)];
  };
  const forget = async () => {
    await palette.evaluate(() => (globalThis as unknown as { painted: number[] }).painted.splice(0));
    await app.evaluate(() => (globalThis as unknown as { focused: number[] }).focused.splice(0));
  };

  const runs: number[] = [];
  for (let run = 0; run < paletteRuns + warmUp; run += 1) {
    await palette.keyboard.press("Escape");
    await expect.poll(standing, { intervals: [20] }).toBe(false);
    // No person calls it again at once, and X11 may still have to tell that the focus has gone.
    const hidden = Date.now();
    await expect.poll(() => Date.now() - hidden, { intervals: [50] }).toBeGreaterThan(300);
    await forget();
    const start = await call();
    const end = Math.max(...(await moments()));
    if (run >= warmUp) runs.push(end - start);
  }
  const { p50Ms, p95Ms, runs: count } = percentiles(runs);
  addFigures({ palette: { openP50Ms: p50Ms, openP95Ms: p95Ms, runs: count } });
});
