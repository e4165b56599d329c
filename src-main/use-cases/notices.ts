/** Tells the person something that is no answer to a click, and takes it off the screen again. */
import type { Notice } from "../../src-preload/contract/app.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";

/** Shows a notice; one with the same id is replaced. */
export function addNotice(context: Pick<Context, "state">, notice: Notice): void {
  context.state.setState(({ notices }) => ({ notices: [...notices.filter(({ id }) => id !== notice.id), notice] }));
}

/** Removes a notice; one that is gone already is no error. */
export async function dismissNotice(context: Context, input: { noticeId: string }): Promise<Result<null>> {
  context.state.setState(({ notices }) => ({ notices: notices.filter(({ id }) => id !== input.noticeId) }));
  return done;
}
