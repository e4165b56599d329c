/** Measures the list: its first screen with ten and with 10,000 revoked keys, and scrolling through all of them. */
import { expect, type Page } from "@playwright/test";
import type { RunningApp } from "../support/app.ts";
import { bridgeOf } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { untilPainted } from "../support/painted.ts";
import { seedRevokedKeys } from "../support/seeded-keys.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { connectToServer, expectList } from "../support/walk.ts";
import { addFigures, percentile, runsOf, tenths } from "./figures.ts";
import { inTurn, type Pairs } from "./pairs.ts";

const tabRuns = runsOf(40);
const startRuns = runsOf(8);
const scrollFrames = 400;
/** Pixels a frame: a quick turn of the wheel that goes on, some 9,000 pixels a second. */
const scrollStep = 150;
const many = 10_000;

/** As many rows as the smaller list has. */
const rowsThere = { wait: '[aria-labelledby="revoked-keys"] tr[data-row]', count: 10 };
const tab = (text: string) => ({ click: '[role="tab"]', text });

const services: ServiceProcess[] = [];
test.afterAll(async () => {
  for (const service of services) await service.close();
});

type Launch = (options?: { profile?: string }) => Promise<RunningApp>;

async function open(launch: Launch, revoked: number): Promise<RunningApp> {
  const service = await startServiceProcess();
  services.push(service);
  seedRevokedKeys(service.data, revoked);
  const running = await launch();
  await connectToServer(running.window, { address: service.origin, email: service.email, password: service.password });
  return running;
}

/** From the click on the tab until its rows have been drawn. */
async function openTab(window: Page): Promise<number> {
  await untilPainted(window, { ...tab("About"), wait: "dl" });
  return (await untilPainted(window, { ...tab("API Keys"), ...rowsThere })).drawn;
}

function compared([few, lots]: Pairs) {
  const [rows10Ms, rows10kMs] = [percentile(few, 0.5), percentile(lots, 0.5)];
  return {
    rows10Ms: tenths(rows10Ms),
    rows10kMs: tenths(rows10kMs),
    ratio: Math.round((rows10kMs / rows10Ms) * 100) / 100,
    runs: few.length,
  };
}

/** For each frame of a scroll, how long the page worked on it: from the frame's beginning until it has been drawn. */
function scrollThrough(window: Page): Promise<{ work: number[]; intervals: number[] }> {
  return window.getByRole("tabpanel").evaluate(
    (panel, { frames, step }) => {
      const work: number[] = [];
      const intervals: number[] = [];
      const { port1, port2 } = new MessageChannel();
      let began = 0;
      port1.onmessage = () => work.push(performance.now() - began);
      return new Promise<{ work: number[]; intervals: number[] }>((resolve) => {
        const frame = (beginning: number) => {
          if (began > 0) intervals.push(beginning - began);
          if (work.length >= frames) return resolve({ work, intervals });
          began = beginning;
          panel.scrollTop += step;
          // Runs once this frame has been drawn. What the scroll of the frame before brought was drawn in this one.
          port2.postMessage(null);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    },
    { frames: scrollFrames, step: scrollStep },
  );
}

test("the list", async ({ launch }) => {
  await emptyKeyring();
  const few = await open(launch, 10);
  const lots = await open(launch, many);

  const bothTabs = [() => openTab(few.window), () => openTab(lots.window)] as const;
  const tabs = await inTurn(tabRuns, 5, ...bothTabs);

  const keyrack = await bridgeOf(lots.window);
  await keyrack.evaluate((bridge) => bridge.keys.allRevoked());
  await expect(lots.window.getByRole("region", { name: "Revoked Keys" })).toContainText("10,000");
  await lots.window.getByRole("tabpanel").evaluate((panel) => panel.scrollTo(0, 1000));
  const { work, intervals } = await scrollThrough(lots.window);
  const { scrollTop } = await lots.window.getByRole("tabpanel").evaluate((panel) => ({ scrollTop: panel.scrollTop }));
  expect(scrollTop).toBeGreaterThan(scrollFrames * scrollStep);
  const read = await inTurn(Math.ceil(tabRuns / 2), 5, ...bothTabs);

  await few.close();
  await lots.close();
  const readyWith = (profile: string) => async () => {
    const running = await launch({ profile });
    const ready = await running.readyIn();
    await expectList(running.window);
    await running.close();
    return ready;
  };
  const starts = await inTurn(startRuns, 1, readyWith(few.profile), readyWith(lots.profile));

  addFigures({
    list: {
      ...compared(tabs),
      scrollP95FrameMs: tenths(percentile(work, 0.95)),
      scrollP95IntervalMs: tenths(percentile(intervals, 0.95)),
      /** The same tab once all 10,000 have been read. */
      allRead: compared(read),
      /** From the start of the program until the cached list is on screen. */
      start: compared(starts),
    },
  });
});
