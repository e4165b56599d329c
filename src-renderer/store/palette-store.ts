/** The palette's own state: what is looked for, which row is chosen, and how the last copy went. */
import { create } from "zustand";
import type { Failure } from "../../src-preload/contract/failure.ts";
import { currentApp } from "./app-store.ts";
import { ask, bridge } from "./bridge.ts";
import { type PaletteRow, paletteRows, rowAfter } from "./palette-rows.ts";

/** The palette's state. */
export interface PaletteState {
  query: string;
  /** The id of the chosen row; null for the first. */
  chosen: string | null;
  /** The id of the row being copied. */
  copying: string | null;
  /** Whether that takes long enough to be said. */
  slow: boolean;
  /** Why the last copy failed; `seen` is false when nobody could see it, because the palette was hidden meanwhile. */
  failure: { id: number; failure: Failure; seen: boolean } | null;
  /** Counts how often the palette came up. */
  opening: number;
}

/** Written by this file alone. */
export const usePalette = create<PaletteState>(() => ({
  query: "",
  chosen: null,
  copying: null,
  slow: false,
  failure: null,
  opening: 0,
}));

/** A keychain answers within this time, unless it asks the person first. */
const slowAfterMs = 300;

let failures = 0;

/** Begins anew whenever the palette comes up, and is tidy already while it is hidden, so that no old search flashes. */
export function listenForOpening(): void {
  bridge()?.on("palette:shown", () => {
    const { failure, opening } = usePalette.getState();
    usePalette.setState({
      ...afresh,
      opening: opening + 1,
      // A prompt to unlock the keychain takes the focus, which hides the palette: its outcome waits to be seen.
      failure: failure === null || failure.seen ? null : { ...failure, seen: true },
    });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return;
    const { failure } = usePalette.getState();
    usePalette.setState({ query: "", chosen: null, failure: failure?.seen === false ? failure : null });
  });
}

const afresh = { query: "", chosen: null, copying: null, slow: false } as const;

/** Looks for something else; the first row that fits is the chosen one. */
export function search(query: string): void {
  usePalette.setState({ query, chosen: null, failure: null });
}

/** Chooses a row. */
export function choose(id: string): void {
  if (usePalette.getState().chosen !== id) usePalette.setState({ chosen: id });
}

/** The chosen row among those on show; undefined when there are none. */
export function chosenRow(rows: readonly PaletteRow[], chosen: string | null): PaletteRow | undefined {
  return rows.find(({ id }) => id === chosen) ?? rows[0];
}

/** Does what a key of the keyboard means; false when it means nothing to the palette. */
export function press(key: string): boolean {
  if (key === "Escape") {
    void ask((b) => b.palette.hide());
    return true;
  }
  // There is one field only; Tab would lead out of it to nowhere.
  if (key === "Tab") return true;
  const app = currentApp();
  if (app === null) return false;
  const { query, chosen } = usePalette.getState();
  const rows = paletteRows(app, query);
  const row = chosenRow(rows, chosen);
  if (row === undefined) return key === "Enter";
  if (key === "Enter") {
    void copy(row);
    return true;
  }
  const to = rowAfter(key, rows.indexOf(row), rows.length);
  if (to === undefined) return false;
  usePalette.setState({ chosen: rows[to]?.id ?? null, failure: null });
  return true;
}

/** Copies a row's key and hides the palette; a failure is shown and the palette stays. */
export async function copy({ id, key: { connectionId, keyId } }: PaletteRow): Promise<void> {
  const { copying, opening } = usePalette.getState();
  if (copying !== null) return;
  usePalette.setState({ copying: id, chosen: id, slow: false, failure: null });
  const isCurrent = () => usePalette.getState().opening === opening;
  const timer = setTimeout(() => isCurrent() && usePalette.setState({ slow: true }), slowAfterMs);
  const copied = await ask((b) => b.kept.copy({ connectionId, keyId }));
  clearTimeout(timer);
  // Opened anew meanwhile, the palette belongs to the next copy.
  if (copied.ok && isCurrent()) await ask((b) => b.palette.hide());
  if (isCurrent()) usePalette.setState({ copying: null, slow: false });
  if (copied.ok) return;
  failures += 1;
  const seen = document.visibilityState === "visible";
  usePalette.setState({ failure: { id: failures, failure: copied.failure, seen } });
}
