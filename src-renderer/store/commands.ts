/** Carries out what main's menu and the window's close button ask for; the only listener to both, so nothing fires twice. */

import { activateConnection, closeWindowAnyway } from "./actions.ts";
import { currentApp } from "./app-store.ts";
import { generateBlock } from "./availability.ts";
import { bridge } from "./bridge.ts";
import { openDialog, openFilter, requestClose, say, showTab, useUi } from "./ui-store.ts";

/** The commands that come from main. */
export type Command = "generate" | "find" | "settings";

/** Listens for commands and close requests; the answer stops listening. */
export function listenForCommands(): () => void {
  const keyrack = bridge();
  if (keyrack === undefined) return () => {};
  const stopCommands = keyrack.on("menu:command", ({ command }) => runCommand(command));
  const stopSwitching = keyrack.on("menu:connection", ({ connectionId }) => void switchTo(connectionId));
  const stopClosing = keyrack.on("window:close-requested", () => {
    // Main asks only while a key is uncopied; should it be gone by now, there is nothing to ask the person.
    const newKey = currentApp()?.newKey;
    if (newKey === null || newKey === undefined || newKey.copied) void closeWindowAnyway();
    else requestClose("window");
  });
  return () => {
    stopCommands();
    stopSwitching();
    stopClosing();
  };
}

/** Carries out a command, unless a dialog has the floor. */
export function runCommand(command: Command): void {
  const app = currentApp();
  if (app === null || app.session.status === "none" || app.newKey !== null) return;
  if (useUi.getState().dialog !== null) return;
  if (command === "settings") {
    useUi.setState({ place: "settings" });
    focusWhenDrawn('[role="tab"][aria-selected="true"]');
    return;
  }
  showTab("api-keys");
  if (command === "find") {
    openFilter();
    return;
  }
  const block = generateBlock(app);
  if (block === null) openDialog({ kind: "generate" });
  else say(block);
}

/** Switches to a connection, whatever is on screen, unless a dialog has the floor. Why it is not possible is said. */
export async function switchTo(connectionId: string): Promise<void> {
  const app = currentApp();
  if (app === null || useUi.getState().dialog !== null || app.newKey?.copied) return;
  if (app.activeConnectionId === connectionId) return;
  const answer = await activateConnection(connectionId);
  if (!answer.ok) say(answer.failure.message, "failure");
}

function focusWhenDrawn(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}
