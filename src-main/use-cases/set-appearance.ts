/** Chooses light, dark, or as the system has it. */
import type { Appearance } from "../../src-preload/contract/app.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";

/** Changes it at once; `settings-not-saved` when it will not outlive this run. */
export async function setAppearance(context: Context, input: { appearance: Appearance }): Promise<Result<null>> {
  context.state.setState({ appearance: input.appearance });
  return context.settings.update({ appearance: input.appearance });
}
