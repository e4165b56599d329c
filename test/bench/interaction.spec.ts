/** Measures how soon the window answers: from a click or a key until the next frame that shows what came of it. */
import { expect, type Page } from "@playwright/test";
import { bridgeOf } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { seedRevokedKeys } from "../support/seeded-keys.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { connectToServer, expectList } from "../support/walk.ts";
import { addFigures, percentile, runsOf, tenths } from "./figures.ts";
import { type Outcome, untilShown } from "./until-shown.ts";

const revoked = 1_000;
const runs = runsOf(40);
const warmUp = 5;

/** What is typed into the filter, key by key: each changes which rows fit. */
const typed = ["s", "t", "Backspace", "Backspace"];

const counter: Outcome = { changed: "#revoked-keys + span" };

async function openDialog(window: Page): Promise<number> {
  const button = window.getByRole("button", { name: "Generate New Key" });
  const time = await untilShown(window, "click", { there: '[role="dialog"]' }, () => button.click());
  await window.keyboard.press("Escape");
  await expect(window.getByRole("dialog")).toHaveCount(0);
  return time;
}

async function switchTab(window: Page, name: string, outcome: Outcome): Promise<number> {
  return untilShown(window, "click", outcome, () => window.getByRole("tab", { name }).click());
}

/** Runs a measurement again and again, without counting the first ones. */
async function often(measure: () => Promise<number[]>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs + warmUp; run += 1) {
    const measured = await measure();
    if (run >= warmUp) times.push(...measured);
  }
  return times;
}

test("interaction", async ({ launch }) => {
  await emptyKeyring();
  const service = await startServiceProcess();
  seedRevokedKeys(service.data, revoked);
  const { window } = await launch();
  await connectToServer(window, { address: service.origin, email: service.email, password: service.password });
  const keyrack = await bridgeOf(window);
  await keyrack.evaluate((bridge) => bridge.keys.allRevoked());
  await expect(window.getByRole("region", { name: "Revoked Keys" })).toContainText("1,000");

  const dialog = await often(async () => [await openDialog(window)]);

  const filter = window.getByLabel("Filter keys by name or hint");
  /** Each key twice over: until the field shows it, and until the rows have followed. */
  const keys = async (outcome: Outcome) => {
    const times: number[] = [];
    for (const key of typed) {
      const before = await window.locator("#revoked-keys + span").textContent();
      times.push(await untilShown(window, "keydown", outcome, () => window.keyboard.press(key)));
      await expect(window.locator("#revoked-keys + span")).not.toHaveText(before ?? "");
    }
    return times;
  };
  await filter.click();
  const inField = await often(() => keys({ there: "input" }));
  const inRows = await often(() => keys(counter));

  const rowsThere: Outcome = { there: '[aria-labelledby="revoked-keys"] tr[data-row]', count: 10 };
  const tab = await often(async () => [
    await switchTab(window, "About", { there: "dl" }),
    await switchTab(window, "API Keys", rowsThere),
  ]);
  await expectList(window);
  await service.close();

  const p95 = (times: readonly number[]) => tenths(percentile(times, 0.95));
  addFigures({
    interaction: {
      /** The slowest of the three. */
      p95Ms: Math.max(p95(dialog), p95(inField), p95(tab)),
      dialogP95Ms: p95(dialog),
      filterP95Ms: p95(inField),
      tabP95Ms: p95(tab),
      filterRowsP95Ms: p95(inRows),
      runs: dialog.length,
    },
  });
});
