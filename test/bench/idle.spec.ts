/** Measures what Keyrack asks of the processor while it waits in the tray, signed in and listening to its server. */
import { setTimeout as delay } from "node:timers/promises";
import { test } from "@playwright/test";
import { startTrayHost } from "../support/tray-host.ts";
import { addFigures, hundredths, watchOf } from "./figures.ts";
import { processorSeconds } from "./process-tree.ts";
import { bare, keyrack } from "./program.ts";
import { signedInProfile } from "./signed-in.ts";

/** What a start leaves to do is over by then; the keychain's process goes after three seconds. */
const settleMs = 30_000;
const watchedMs = 60_000;

test("idle", async () => {
  const { profile, service } = await signedInProfile();
  const host = await startTrayHost();
  const ours = keyrack(profile, ["--hidden"])();
  const beside = bare("no-window.cjs")();
  await host.ready();
  await beside.printed(/^ready$/);
  await delay(watchOf(settleMs));

  const start = performance.now();
  const [before, bareBefore] = [processorSeconds(ours.pid), processorSeconds(beside.pid)];
  await delay(watchOf(watchedMs));
  const seconds = (performance.now() - start) / 1_000;
  const percent = (from: number, to: number) => hundredths(((to - from) / seconds) * 100);
  addFigures({
    idle: {
      cpuPercent: percent(before, processorSeconds(ours.pid)),
      barePercent: percent(bareBefore, processorSeconds(beside.pid)),
      seconds: Math.round(seconds),
    },
  });

  await ours.end();
  await beside.end();
  host.close();
  await service.close();
});
