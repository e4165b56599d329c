/** The way to main: `window.keyrack`, with a Failure in place of anything that could be thrown. */
import type { Bridge } from "../../src-preload/contract/bridge.ts";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";

declare global {
  interface Window {
    /** Exposed by the preload; missing only when the preload could not run. */
    readonly keyrack?: Bridge;
  }
}

/** Said when main cannot be reached at all. */
export const bridgeLost: Failure = {
  code: "internal",
  message: "This window has lost its connection to Keyrack. Your keys are safe; close the window and open it again.",
};

const noAnswer: Failure = {
  code: "internal",
  message: "Keyrack did not answer. Nothing on this screen was lost; try again.",
};

/** The bridge, or undefined when the preload did not run. */
export function bridge(): Bridge | undefined {
  return window.keyrack;
}

/** Calls main and always answers a Result: a missing bridge or a rejected call is a Failure too. */
export async function ask<T>(call: (bridge: Bridge) => Promise<Result<T>>): Promise<Result<T>> {
  const keyrack = bridge();
  if (keyrack === undefined) return { ok: false, failure: bridgeLost };
  try {
    return await call(keyrack);
  } catch (error) {
    console.error("A call to main was rejected:", error);
    return { ok: false, failure: noAnswer };
  }
}
