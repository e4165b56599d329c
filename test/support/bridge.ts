/** Asks main through the window's own bridge, as the page's code does. */
import type { JSHandle, Page } from "@playwright/test";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Bridge } from "../../src-preload/contract/bridge.ts";

/** The bridge of a page, for `evaluate`. */
export function bridgeOf(page: Page): Promise<JSHandle<Bridge>> {
  return page.evaluateHandle(() => (globalThis as unknown as { keyrack: Bridge }).keyrack);
}

/** The state as the window gets it. */
export async function readState(page: Page): Promise<AppState> {
  const answer = await (await bridgeOf(page)).evaluate((keyrack) => keyrack.app.state());
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

/** Address of the active connection's server. */
export async function activeOrigin(page: Page): Promise<string> {
  const { connections, activeConnectionId } = await readState(page);
  const origin = connections.find(({ id }) => id === activeConnectionId)?.origin;
  if (!origin) throw new Error("There is no active connection with an address.");
  return origin;
}
