/** Random sequences of operations, faults, restarts and a second admin's doings, against the model of what must be true. */
import fc, { type Parameters, type RunDetails } from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createElsewhere } from "./commands/second-admin.ts";
import { signIn } from "./commands/session.ts";
import { converge } from "./convergence.ts";
import { expectInvariants } from "./invariants.ts";
import { Model } from "./model.ts";
import { ModelWorld, type Setup } from "./model-world.ts";
import { modelSeed } from "./seed.ts";
import { sequences, setups } from "./sequences.ts";
import type { Step } from "./step.ts";
import { Tally } from "./tally.ts";

const { env } = process;
/** Which sequences are drawn, and how many (CONTRIBUTING.md). */
const parameters: Parameters<[Setup, Iterable<Step>]> = {
  numRuns: Number(env.KEYRACK_MODEL_RUNS ?? 300),
  seed: modelSeed(env.KEYRACK_MODEL_SEED),
  ...(env.KEYRACK_MODEL_PATH ? { path: env.KEYRACK_MODEL_PATH } : {}),
  // With a fault made on purpose it is enough to know that it is noticed.
  endOnFailure: env.KEYRACK_MODEL_MUTANT !== undefined,
  // Shrinking ends after a while too: the shortest sequence so far is good enough. Without anything to shrink, all of it is done
  // in a quarter of that time.
  interruptAfterTimeLimit: Number(env.KEYRACK_MODEL_SECONDS ?? 480) * 1000,
  markInterruptAsFailure: true,
};

const tally = new Tally();
afterAll(() => {
  console.log(env.KEYRACK_MODEL_STEPS ? `${tally}\n${tally.steps()}` : String(tally));
});

test("whatever happens, no key is lost or doubled, nothing untrue is told, and app and server agree in the end", async () => {
  const property = fc.asyncProperty(setups, sequences(env.KEYRACK_MODEL_REPLAY), runSequence);
  const details = await fc.check(property, parameters);
  if (details.failed) throw new Error(await report(details), { cause: details.errorInstance });
});

/** What fast-check says, and how to see the same again. */
async function report(details: RunDetails<[Setup, Iterable<Step>]>): Promise<string> {
  const said = (await fc.asyncDefaultReportMessage(details)) ?? "The model failed";
  const [, replay = ""] = /replayPath="([^"]*)"/.exec(said) ?? [];
  const replaying = replay.length > 1 ? ` KEYRACK_MODEL_REPLAY='${replay}'` : "";
  const again = `KEYRACK_MODEL_SEED=${details.seed} KEYRACK_MODEL_PATH=${details.counterexamplePath}${replaying}`;
  return `${said}\n\nOnce more: ${again} npx vitest run --config test/model/vitest.config.ts`;
}

async function runSequence(setup: Setup, steps: Iterable<Step>): Promise<void> {
  const world = await ModelWorld.open(setup);
  const model = new Model(setup, world.app.state());
  try {
    await begin(model, world);
    await fc.asyncModelRun(() => ({ model, real: world }), steps);
    tally.add(model.trace);
    await converge(model, world);
  } catch (error) {
    const trace = model.trace.map(({ label, outcome }, at) => `${String(at + 1).padStart(3)}. ${label}: ${outcome}`);
    throw new Error(`${error instanceof Error ? error.message : error}\nafter\n${trace.join("\n")}`, { cause: error });
  } finally {
    await world.close();
  }
}

/** As the setup has it. */
async function begin(model: Model, world: ModelWorld): Promise<void> {
  const { keysBefore, signedIn } = model.setup;
  for (let made = 0; made < keysBefore; made += 1) {
    await createElsewhere(made === 0 ? null : "Production").act(model, world);
  }
  await world.ask("session:restore", {});
  if (signedIn) expect(await signIn("home").act(model, world)).toBe("ok");
  expectInvariants(model, world);
}
