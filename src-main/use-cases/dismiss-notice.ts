/** Takes a notice off the screen. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";

/** Removes the notice; one that is gone already is no error. */
export async function dismissNotice(context: Context, input: { noticeId: string }): Promise<Result<null>> {
  context.state.setState(({ notices }) => ({ notices: notices.filter(({ id }) => id !== input.noticeId) }));
  return done;
}
