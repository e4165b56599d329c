/** Gives the app a place to show itself: the user's screen, or a virtual one where there is none. */
// @ts-check
import { say } from "../run/say.mjs";
import { hasBus, withoutBus } from "./bus.mjs";
import { hasScreen, startDisplay } from "./display.mjs";

/**
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets the environment for the app
 * @returns {Promise<T>}
 */
export async function onSomeScreen(work) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env };
  // Set in terminals of editors that are Electron programs themselves; with it Electron would start as a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  if (hasScreen()) return work(env);

  const display = await startDisplay();
  say(`No display here: running under Xvfb (DISPLAY=${display.env.DISPLAY}, XAUTHORITY=${display.env.XAUTHORITY}).`);
  try {
    return await work({ ...env, ...(hasBus() ? {} : withoutBus), ...display.env });
  } finally {
    await display.stop();
  }
}
