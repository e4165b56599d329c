/** Forgets the audit trail, as when another account or connection comes on screen. */
import type { Context } from "../context.ts";
import { noActivity } from "../state.ts";

/** Nothing of it is known afterwards. */
export function clearActivity({ held, state }: Context): void {
  held.activityCursors = { all: null, ofKey: null };
  state.setState({ activity: noActivity });
}
