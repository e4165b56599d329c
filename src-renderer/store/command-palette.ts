/** What the command palette does with a key of the keyboard, and with the row that is taken. */
import { currentApp } from "./app-store.ts";
import { type CommandPaletteState, useCommandPalette } from "./command-palette-state.ts";
import { allRows, type CommandRow, commandSections } from "./command-rows.ts";
import { rowAfter } from "./palette-rows.ts";
import { closeDialog, useUi } from "./ui-store.ts";

/**
 * The chosen row among those on show; undefined when there are none. What somebody typed for stays first although it cannot
 * be done; before that the first that can be done is at hand.
 */
export function chosenAmong(
  rows: readonly CommandRow[],
  { query, chosen }: Pick<CommandPaletteState, "query" | "chosen">,
): CommandRow | undefined {
  const byHand = rows.find(({ id }) => id === chosen);
  const first = query.trim() === "" ? rows.find(({ block }) => block === null) : undefined;
  return byHand ?? first ?? rows[0];
}

/** Carries a row out and closes the palette first; what cannot be done says why, and the palette stays. */
export function take({ id, command, block }: CommandRow): void {
  const app = currentApp();
  if (app === null) return;
  if (block !== null) {
    useCommandPalette.setState(({ refused }) => ({
      chosen: id,
      refused: { id: (refused?.id ?? 0) + 1, reason: block },
    }));
    return;
  }
  useCommandPalette.setState(({ recent }) => ({
    recent: command.remembered === false ? recent : [command.id, ...recent.filter((one) => one !== command.id)],
    focusMoves: command.movesFocus === true,
  }));
  closeDialog();
  void command.run({ app, ui: useUi.getState() });
}

/** Does what a key of the keyboard means in the field; false when it means nothing to the palette. */
export function pressInPalette(key: string): boolean {
  const app = currentApp();
  if (app === null) return false;
  // There is one field only; Tab would lead out of it to nowhere.
  if (key === "Tab") return true;
  const palette = useCommandPalette.getState();
  const rows = allRows(commandSections({ app, ui: useUi.getState() }, palette.query, palette.recentAtOpening));
  const row = chosenAmong(rows, palette);
  if (row === undefined) return key === "Enter";
  if (key === "Enter") {
    take(row);
    return true;
  }
  const to = rowAfter(key, rows.indexOf(row), rows.length);
  if (to === undefined) return false;
  useCommandPalette.setState({ chosen: rows[to]?.id ?? null, refused: null });
  return true;
}
