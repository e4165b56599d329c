/** Tells the person something that is no answer to a click, and takes it off the screen again. */
import type { Notice } from "../../src-preload/contract/app.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";

/** Shows a notice; one with the same id is replaced. */
export function addNotice(context: Pick<Context, "state">, notice: Notice): void {
  context.state.setState(({ notices }) => ({ notices: [...notices.filter(({ id }) => id !== notice.id), notice] }));
}

/** Takes a notice off the screen; one that is gone already is no error. */
export function removeNotice(context: Pick<Context, "state">, noticeId: string): void {
  const { notices } = context.state.getState();
  const others = notices.filter(({ id }) => id !== noticeId);
  if (others.length < notices.length) context.state.setState({ notices: others });
}

/** The person dismisses a notice. */
export async function dismissNotice(context: Context, { noticeId }: { noticeId: string }): Promise<Result<null>> {
  removeNotice(context, noticeId);
  return done;
}
