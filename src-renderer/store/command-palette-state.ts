/** The command palette's own state: what was typed, which row is chosen, and which commands were used before. */
import { create } from "zustand";
import { openDialog } from "./ui-store.ts";

/** The command palette's state. */
export interface CommandPaletteState {
  query: string;
  /** The id of the chosen row; null for the first. */
  chosen: string | null;
  /** Why the row last taken could not be carried out; counted, so that the same reason twice is announced twice. */
  refused: { id: number; reason: string } | null;
  /** Ids of the commands used since the window opened, newest first. */
  recent: readonly string[];
  /** The same as they were when the palette came up: rows do not move under the hand. */
  recentAtOpening: readonly string[];
  /** The last command puts the focus somewhere itself. */
  focusMoves: boolean;
}

/** Written by this file and command-palette.ts. */
export const useCommandPalette = create<CommandPaletteState>(() => ({
  query: "",
  chosen: null,
  refused: null,
  recent: [],
  recentAtOpening: [],
  focusMoves: false,
}));

/** Opens the palette, begun anew. */
export function openPalette(): void {
  useCommandPalette.setState(({ recent }) => ({
    query: "",
    chosen: null,
    refused: null,
    recentAtOpening: recent,
    focusMoves: false,
  }));
  openDialog({ kind: "command-palette" });
}

/** Looks for something else; the first row that fits is the chosen one. */
export function typeQuery(query: string): void {
  useCommandPalette.setState({ query, chosen: null, refused: null });
}

/** Chooses a row. */
export function chooseRow(id: string): void {
  if (useCommandPalette.getState().chosen !== id) useCommandPalette.setState({ chosen: id, refused: null });
}
