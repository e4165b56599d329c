/** What every step of a sequence shares: it does one thing, waits until all is quiet, and looks whether everything is as it must be. */
import type { AsyncCommand } from "fast-check";
import type { Output } from "../../src-preload/contract/ipc.ts";
import { expectInvariants } from "./invariants.ts";
import type { Model, TakenStep } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/** How many steps a sequence has at most. */
export const longest = 30;

/** One kind of step, with what was chosen for it. */
export interface Action {
  /** What it is called among all steps, and what was chosen. */
  kind: string;
  detail?: string;
  /** Whether somebody could do it now; anything can by default. */
  possible?(model: Model): boolean;
  /** Does it, keeps the model in step, and answers what it came to, in a word. */
  act(model: Model, world: ModelWorld): Promise<string>;
}

/** A step as fast-check runs it. */
export type Step = AsyncCommand<Model, ModelWorld>;

/** Makes a step of an action; it is skipped once the sequence has `most` of them. */
export function step(action: Action, most = longest): Step {
  return {
    check: (model) => model.trace.length < most && (action.possible?.(model) ?? true),
    async run(model, world) {
      const taken: TakenStep = { label: labelOf(action), kind: action.kind, outcome: "" };
      model.trace.push(taken);
      taken.outcome = await action.act(model, world);
      await world.settled();
      expectInvariants(model, world);
    },
    toString: () => labelOf(action),
  };
}

function labelOf({ kind, detail }: Action): string {
  return detail === undefined ? kind : `${kind} (${detail})`;
}

/** A name for the trace. */
export function called(name: string | null): string {
  return name === null ? "no name" : `“${name}”`;
}

/** What an answer came to, in a word. */
export function word(result: Pick<Output<"keys:refresh">, "ok"> & { failure?: { code: string } }): string {
  return result.ok ? "ok" : (result.failure?.code ?? "failed");
}
