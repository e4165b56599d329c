/** Every command there is, in one list: the command palette, the sheet of shortcuts and the menu's commands draw from it. */
import { attentionCommands } from "./attention-commands.ts";
import type { Command, CommandView } from "./command.ts";
import { connectionCommands, otherConnectionCommands, switchCommands } from "./connection-commands.ts";
import { undoCommands } from "./env-commands.ts";
import { keyCommands } from "./key-commands.ts";
import { keyrackCommands, noticeCommands } from "./keyrack-commands.ts";
import { listCommands, lostKeyCommands } from "./list-commands.ts";
import { placeCommands } from "./place-commands.ts";
import { preferenceCommands } from "./preference-commands.ts";
import { rotationCommands } from "./rotation-commands.ts";
import { selectCommands } from "./select-commands.ts";
import { sortCommands } from "./sort-commands.ts";

/** The commands that do not depend on what is on screen. */
export const fixedCommands: readonly Command[] = [
  ...keyCommands,
  ...listCommands,
  ...sortCommands,
  ...placeCommands,
  ...connectionCommands,
  ...preferenceCommands,
  ...keyrackCommands,
];

/** All commands for what is on screen, in the palette's order. */
export function commandsFor(view: CommandView): Command[] {
  return [
    ...keyCommands,
    ...rotationCommands(view),
    ...undoCommands(view),
    ...listCommands,
    ...lostKeyCommands(view),
    ...attentionCommands(view),
    ...selectCommands(view),
    ...sortCommands,
    ...placeCommands,
    ...switchCommands(view),
    ...connectionCommands,
    ...otherConnectionCommands(view),
    ...preferenceCommands,
    ...noticeCommands(view),
    ...keyrackCommands,
  ];
}
