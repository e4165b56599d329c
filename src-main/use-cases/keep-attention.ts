/** Keeps what deserves a look in step with the keys, the thresholds, what was dismissed, the connection and the passing of days. */
import { isDeepStrictEqual } from "node:util";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Attention, Dismissal } from "../../src-preload/contract/attention.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { abilitiesOf, abilitiesOfTheGuide } from "../abilities.ts";
import type { Context } from "../context.ts";
import { activeConnection } from "../state.ts";
import { attentionFor, isSameMatter } from "./attention.ts";

/** Milliseconds between two looks at the calendar: a day that has passed is noticed within the hour. */
export const calendarInterval = 3_600_000;

/** Everything that deserves a look on the connection on screen, dismissed or not. */
export function currentAttention(context: Context): Attention[] {
  const { keys, rotations, activeConnectionId } = context.state.getState();
  // A key that another is about to replace by hand is seen to already.
  const going = new Set(
    rotations.flatMap(({ connectionId, oldKeyId }) => (connectionId === activeConnectionId ? [oldKeyId] : [])),
  );
  return attentionAmong(
    context,
    keys.active.filter(({ id }) => !going.has(id)),
  );
}

function attentionAmong({ state, clock }: Context, keys: readonly ApiKey[]): Attention[] {
  const now = state.getState();
  const { keys: list, preferences } = now;
  const connection = activeConnection(state);
  const { capabilities } = connection ? abilitiesOf(now, connection) : abilitiesOfTheGuide;
  return attentionFor({
    keys,
    limits: capabilities.limit ? list.limits : null,
    capabilities,
    thresholds: preferences.attention,
    now: clock.now().getTime(),
  });
}

/** Computes it anew. */
export function updateAttention(context: Context): void {
  const { state, settings } = context;
  const { activeConnectionId, attention: before, dismissedAttention } = state.getState();
  const all = currentAttention(context);
  const dismissals = settings.current().dismissals.filter((one) => one.connectionId === activeConnectionId);
  const attention = all.filter((one) => !dismissals.some((dismissed) => isSameMatter(dismissed, one)));
  const dismissed = all.length - attention.length;
  if (dismissed === dismissedAttention && isDeepStrictEqual(attention, before)) return;
  state.setState({ attention, dismissedAttention: dismissed });
}

/** Begins to keep it in step; answers how to stop. */
export function keepAttention(context: Context): () => void {
  updateAttention(context);
  const unsubscribe = context.state.subscribe((now, before) => {
    const isSameList = saysTheSame(now, before);
    // What the server can do is known from its session, and offline from the connection.
    if (isSameList && now.session === before.session && now.connections === before.connections) return;
    if (!isSameList) dropForgotten(context, now);
    updateAttention(context);
  });
  let stop = () => {};
  function tick(): void {
    stop = context.clock.after(calendarInterval, () => {
      updateAttention(context);
      tick();
    });
  }
  tick();
  return () => {
    unsubscribe();
    stop();
  };
}

function saysTheSame(now: AppState, before: AppState): boolean {
  return (
    now.keys.active === before.keys.active &&
    now.rotations === before.rotations &&
    now.keys.limits === before.keys.limits &&
    now.keys.status === before.keys.status &&
    now.preferences.attention === before.preferences.attention &&
    now.activeConnectionId === before.activeConnectionId
  );
}

/**
 * Lets go of what was dismissed, and of what was reminded of, once it is true no more: a key that is used again, renamed or
 * gone, a limit that is no longer reached. The next time is another matter. Only on the server's word; a cached list may be
 * older than the dismissal.
 */
function dropForgotten(context: Context, { keys, session, activeConnectionId }: AppState): void {
  if (session.status !== "signed-in" || keys.status !== "ready" || keys.asOf === null) return;
  const { settings } = context;
  const { dismissals, remindedOf } = settings.current();
  // Rotations by hand hide what is true all the same, and may be called off.
  const stillTrue = attentionAmong(context, keys.active);
  const kept = <T extends Dismissal & { connectionId: string }>(those: T[]) =>
    those.filter(
      (one) => one.connectionId !== activeConnectionId || stillTrue.some((matter) => isSameMatter(matter, one)),
    );
  const next = { dismissals: kept(dismissals), remindedOf: kept(remindedOf) };
  if (next.dismissals.length < dismissals.length || next.remindedOf.length < remindedOf.length)
    void settings.update(next);
}
