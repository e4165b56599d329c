/** Every command there is, in one list: the command palette, the sheet of shortcuts and the menu's commands draw from it. */
import type { Command, CommandView } from "./command.ts";
import { connectionCommands, switchCommands } from "./connection-commands.ts";
import { keyCommands } from "./key-commands.ts";
import { keyrackCommands, noticeCommands } from "./keyrack-commands.ts";
import { listCommands, lostKeyCommands, selectCommands } from "./list-commands.ts";
import { placeCommands } from "./place-commands.ts";

/** The commands that do not depend on what is on screen. */
export const fixedCommands: readonly Command[] = [
  ...keyCommands,
  ...listCommands,
  ...placeCommands,
  ...connectionCommands,
  ...keyrackCommands,
];

/** All commands for what is on screen, in the palette's order. */
export function commandsFor(view: CommandView): Command[] {
  return [
    ...keyCommands,
    ...listCommands,
    ...lostKeyCommands(view),
    ...selectCommands(view),
    ...placeCommands,
    ...switchCommands(view),
    ...connectionCommands,
    ...noticeCommands(view),
    ...keyrackCommands,
  ];
}
