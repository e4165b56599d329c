/** When the app has come to rest: nothing is being asked, kept or tried, and whatever is still missing has its next try announced. */
import type { Context } from "../../src-main/context.ts";
import type { AppState } from "../../src-preload/contract/app.ts";

/** Far longer than anything takes on a busy machine, milliseconds; who waits so long has found a fault. */
const patienceMs = 20_000;

/** Whether something is missing that the app gets again by itself. */
export function isMissing({ session, network, keys }: AppState): boolean {
  if (session.status === "unreachable") return true;
  if (session.status !== "signed-in") return false;
  return network.status === "offline" || keys.failure?.code === "rate-limited" || keys.failure?.code === "server-error";
}

function isQuiet(state: AppState): boolean {
  const { session, network, keys } = state;
  if (session.status === "restoring" || keys.status === "loading" || keys.status === "refreshing") return false;
  return !isMissing(state) || network.nextTryAt !== null;
}

/** Waits until it has. */
export async function atRest({ state, held }: Context): Promise<void> {
  await quiet(state);
  while (held.keeping.size > 0) {
    await Promise.all(held.keeping.values());
    // They are taken off the list in the next turn.
    await new Promise(setImmediate);
  }
  await quiet(state);
}

function quiet(state: Context["state"]): Promise<void> {
  if (isQuiet(state.getState())) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      const { session, network, keys } = state.getState();
      const seen = JSON.stringify({ session: session.status, network, keys: keys.status, failure: keys.failure });
      reject(new Error(`The app does not come to rest: ${seen}`));
    }, patienceMs);
    const unsubscribe = state.subscribe((now) => {
      if (!isQuiet(now)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    });
  });
}
