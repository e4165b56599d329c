/** Carries out what main's menu and the window's close button ask for; the only listener to both, so nothing fires twice. */

import type { Payload } from "../../src-preload/contract/ipc.ts";
import { closeWindowAnyway } from "./actions.ts";
import { currentApp } from "./app-store.ts";
import { bridge } from "./bridge.ts";
import type { CommandView } from "./command.ts";
import { fixedCommands } from "./command-list.ts";
import { followSelection } from "./selected-key.ts";
import { switchTo } from "./switch-connection.ts";
import { closeDialog, type OpenDialog, requestClose, say, useUi } from "./ui-store.ts";

/** The commands that come from main. */
export type MenuCommand = Payload<"menu:command">["command"];

/** Which command each of them is. */
export const menuCommandIds: Record<MenuCommand, string> = {
  generate: "keys.generate",
  find: "keys.find",
  settings: "go.settings",
  overview: "go.overview",
  palette: "keyrack.palette",
  shortcuts: "keyrack.shortcuts",
};

/** The dialog that a command closes again when it is open already. */
const toggles: Partial<Record<MenuCommand, OpenDialog["kind"]>> = {
  palette: "command-palette",
  shortcuts: "shortcuts",
};

/** Listens for commands, the question mark, the selection and close requests; the answer stops listening. */
export function listenForCommands(): () => void {
  const keyrack = bridge();
  if (keyrack === undefined) return () => {};
  const stop = [
    keyrack.on("menu:command", ({ command }) => runCommand(command)),
    keyrack.on("menu:connection", ({ connectionId }) => void switchTo(connectionId)),
    keyrack.on("window:close-requested", () => {
      // Main asks only while a key is uncopied; should it be gone by now, there is nothing to ask the person.
      const newKey = currentApp()?.newKey;
      if (newKey === null || newKey === undefined || newKey.copied) void closeWindowAnyway();
      else requestClose("window");
    }),
    followSelection(),
    listenForQuestionMark(),
  ];
  return () => {
    for (const one of stop) one();
  };
}

/** Carries out a command, unless a dialog has the floor. */
export function runCommand(name: MenuCommand): void {
  const app = currentApp();
  if (app === null || app.newKey !== null) return;
  // The sheet of shortcuts explains the first run too; everything else needs a connection.
  if (app.session.status === "none" && name !== "shortcuts") return;
  const ui = useUi.getState();
  if (ui.dialog !== null) {
    if (ui.dialog.kind === toggles[name]) closeDialog();
    return;
  }
  const command = fixedCommands.find(({ id }) => id === menuCommandIds[name]);
  if (command === undefined) return;
  const view: CommandView = { app, ui };
  const block = command.when(view);
  if (block === null) void command.run(view);
  else say(block);
}

/** The question mark shows the shortcuts, where it is not being typed or looked for. */
function listenForQuestionMark(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "?" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof Element && target.closest(typing) !== null) return;
    event.preventDefault();
    if (!event.repeat) runCommand("shortcuts");
  }
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

/** Fields, and lists that jump to what is typed. */
const typing = 'input, textarea, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]';
