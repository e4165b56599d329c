/** A computer without a graphics card: Chromium looks for one at the first start alone, because the window waits for that. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { z } from "zod";
import type { RunningApp } from "../support/app.ts";
import { test } from "../support/e2e.ts";

const Remembered = z.object({
  softwareRendering: z.object({ electron: z.string(), foundAt: z.iso.datetime() }).nullable().default(null),
});

const remembered = (profile: string) =>
  Remembered.parse(JSON.parse(readFileSync(join(profile, "settings.json"), "utf8"))).softwareRendering;

const drawnInSoftware = ({ app }: RunningApp) =>
  app.evaluate((electron) => electron.app.getGPUFeatureStatus().gpu_compositing !== "enabled");

/** Chromium starts the graphics process before the window's; one that is younger has had a predecessor, which ended. */
const lookedTwice = ({ app }: RunningApp) =>
  app.evaluate((electron) => {
    const metrics = electron.app.getAppMetrics();
    const started = (type: string) => metrics.find((one) => one.type === type)?.creationTime ?? Number.NaN;
    return started("GPU") > started("Tab");
  });

test("what the first start finds, the second need not look for", async ({ launch }) => {
  const first = await launch();
  await first.readyIn();
  const inSoftware = await drawnInSoftware(first);
  await first.close();
  // With a graphics card there is nothing to remember, and the second start is as the first.
  expect(remembered(first.profile) !== null).toBe(inSoftware);

  const before = remembered(first.profile);
  const second = await launch({ profile: first.profile });
  await second.readyIn();
  expect(await drawnInSoftware(second)).toBe(inSoftware);
  expect(await lookedTwice(second)).toBe(false);
  await second.close();
  expect(remembered(first.profile), "what was not looked for is not found anew").toEqual(before);
});
