/** Says outside the window that something deserves a look: once a week at most, and never the same thing twice in a row. */
import type { Attention } from "../../src-preload/contract/attention.ts";
import type { Context } from "../context.ts";
import { isSameMatter } from "./attention.ts";
import { calendarInterval } from "./keep-attention.ts";

const weekMs = 7 * 86_400_000;

/** What reminding needs of the desktop. */
export interface Reminding {
  /** Shows a notification. */
  notify(title: string, body: string): void;
  /** Whether somebody looks at Keyrack's window, which says it already. */
  inSight(): boolean;
}

/** Looks once an hour whether there is something to say: nobody is interrupted right after a start. Answers how to stop. */
export function remindWeekly(context: Context, reminding: Reminding): () => void {
  let stop = () => {};
  function tick(): void {
    stop = context.clock.after(calendarInterval, () => {
      remindOnce(context, reminding);
      tick();
    });
  }
  tick();
  return () => stop();
}

/** Reminds if it is time and there is something new. */
function remindOnce({ state, settings, clock }: Context, { notify, inSight }: Reminding): void {
  const { attention, preferences, session, keys, activeConnectionId, connections } = state.getState();
  if (!preferences.weeklyReminder || session.status !== "signed-in" || keys.asOf === null) return;
  const connection = connections.find(({ id }) => id === activeConnectionId);
  const [first] = attention;
  if (connection === undefined || first === undefined || inSight()) return;

  const now = clock.now();
  const { remindedAt, remindedOf } = settings.current();
  // A moment in the future means that this computer's clock was put back: a week from either side is long enough.
  if (remindedAt !== null && Math.abs(now.getTime() - Date.parse(remindedAt)) < weekMs) return;
  const spokenOf = remindedOf.filter(({ connectionId }) => connectionId === connection.id);
  if (attention.every((one) => spokenOf.some((before) => isSameMatter(before, one)))) return;

  const others = remindedOf.filter(({ connectionId }) => connectionId !== connection.id);
  const these = attention.map(({ kind, keyId }) => ({ connectionId: connection.id, kind, keyId }));
  void settings.update({ remindedAt: now.toISOString(), remindedOf: [...others, ...these] });
  notify(titleFor(attention, connection.name), bodyFor(attention, first));
}

function titleFor({ length }: readonly Attention[], connection: string): string {
  return length === 1 ? `1 thing needs attention: ${connection}` : `${length} things need attention: ${connection}`;
}

function bodyFor({ length }: readonly Attention[], { message }: Attention): string {
  return length === 1 ? message : `${message} Keyrack’s Overview has the rest.`;
}
