/** Every mutant of Keyrack is noticed by the model. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { mutants } from "./mutants.ts";

const vitest = resolve(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");
const config = resolve(import.meta.dirname, "vitest.config.ts");

describe.each(Object.keys(mutants))("%s", (name) => {
  test("is noticed", async () => {
    const output = await modelRun(name);
    const [, sequences] = /Property failed after (\d+) tests/.exec(output) ?? [];
    expect(sequences, `how many sequences it took\n${output}`).toBeDefined();
    const { reason } = /Caused by: Error: (?<reason>.*)/.exec(output)?.groups ?? {};
    console.log(`“${name}” was noticed in sequence ${sequences}: ${reason}`);
  });
});

/** What the model test prints with this mutant. */
function modelRun(name: string): Promise<string> {
  // Some need a rare coincidence; as soon as one is noticed, the run ends.
  const env = {
    KEYRACK_MODEL_SEED: "random",
    KEYRACK_MODEL_RUNS: "2000",
    ...process.env,
    KEYRACK_MODEL_MUTANT: name,
    NO_COLOR: "1",
  };
  const child = spawn(process.execPath, [vitest, "run", "--config", config], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text));
  return new Promise((done) => child.once("close", () => done(output)));
}
