/** Puts another connection on screen, from the menu, its shortcut or the command palette. */
import { activateConnection } from "./actions.ts";
import { currentApp } from "./app-store.ts";
import { say, useUi } from "./ui-store.ts";

/** Switches to a connection, whatever is on screen, unless a dialog has the floor. Why it is not possible is said. */
export async function switchTo(connectionId: string): Promise<void> {
  const app = currentApp();
  if (app === null || useUi.getState().dialog !== null || app.newKey?.copied) return;
  if (app.activeConnectionId === connectionId) return;
  const answer = await activateConnection(connectionId);
  if (!answer.ok) say(answer.failure.message, "failure");
}
