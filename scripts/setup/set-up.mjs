/** All that stands between a bare clone and a running app, in order; each part is quick when there is nothing to do. */
// @ts-check

import { hasScreen } from "../desktop/display.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureRuntime } from "./electron-runtime.mjs";
import { exclusively } from "./lock.mjs";
import { requireNode } from "./node-version.mjs";
import { ensureSandbox } from "./sandbox.mjs";
import { ensureSystemPackages } from "./system-packages.mjs";

/**
 * @param {object} [options]
 * @param {boolean} [options.tests] also what only the tests need
 * @param {import("./electron-runtime.mjs").RuntimeKind} [options.runtime] insist on this one
 */
export async function setUp({ tests = false, runtime } = {}) {
  requireNode();
  await exclusively(async () => {
    await ensureDependencies();
    await ensureRuntime(runtime ? { wanted: runtime } : {});
    await ensureSystemPackages({ tests, display: !hasScreen() });
    await ensureSandbox();
  });
}

/** For commands that start no Electron. */
export async function setUpDependencies() {
  requireNode();
  await exclusively(ensureDependencies);
}
