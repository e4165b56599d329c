/** Gives each of Playwright's workers a desktop of its own, where the runner has opened several (scripts/desktop/session.mjs). */

/** A desktop's environment, whole. */
type Environment = Record<string, string>;

const { KEYRACK_TEST_DESKTOPS: told, TEST_PARALLEL_INDEX: at } = process.env;
const desktops: Environment[] = told === undefined ? [] : JSON.parse(told);

/** How many workers there may be: each needs a screen, a clipboard, a bus and a keyring that nobody else touches. */
export const desktopCount = Math.max(1, desktops.length);

// A worker reads the configuration before anything else, so what it starts is on its own desktop.
Object.assign(process.env, at === undefined ? {} : desktops[Number(at)]);
