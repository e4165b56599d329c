/** Measures memory after a while without work: with a window and in the tray, each against a bare app of the same Electron. */
import { setTimeout as delay } from "node:timers/promises";
import { test } from "@playwright/test";
import { startTrayHost } from "../support/tray-host.ts";
import { addFigures, hundredths, percentile, runsOf, watchOf } from "./figures.ts";
import { inTurn, type Pairs } from "./pairs.ts";
import { megabytes } from "./process-tree.ts";
import { bare, keyrack, type Start } from "./program.ts";
import { signedInProfile } from "./signed-in.ts";

const idleMs = 30_000;

/** Memory of a program that has had nothing to do for 30 seconds since `until`. One at a time: two would share pages. */
async function afterIdling(start: Start, until: (program: ReturnType<Start>) => Promise<unknown>): Promise<number> {
  const program = start();
  await until(program);
  // What a program does in this time by itself is part of what is measured.
  await delay(watchOf(idleMs));
  const taken = megabytes(program.pid);
  await program.end();
  return taken;
}

function compared([ours, bares]: Pairs): [ratio: number, mb: number, bareMb: number] {
  const [mb, bareMb] = [percentile(ours, 0.5), percentile(bares, 0.5)];
  return [hundredths(mb / bareMb), Math.round(mb), Math.round(bareMb)];
}

test("memory", async () => {
  test.setTimeout(1_200_000);
  const { profile, service } = await signedInProfile();
  const host = await startTrayHost();
  const pairs = runsOf(3);

  const bareWindow = bare("window.cjs");
  const windows = await inTurn(
    pairs,
    0,
    () => afterIdling(keyrack(profile), (program) => program.printed(/^Keyrack ready/)),
    () => afterIdling(bareWindow, (program) => program.printed(/^painted$/)),
  );
  const bareApp = bare("no-window.cjs");
  const trays = await inTurn(
    pairs,
    0,
    () => afterIdling(keyrack(profile, ["--hidden"]), () => host.ready()),
    () => afterIdling(bareApp, (program) => program.printed(/^ready$/)),
  );
  host.close();
  await service.close();

  const [windowRatio, windowMb, bareWindowMb] = compared(windows);
  const [trayRatio, trayMb, bareAppMb] = compared(trays);
  addFigures({ memory: { windowRatio, trayRatio, windowMb, bareWindowMb, trayMb, bareAppMb, runs: pairs } });
});
