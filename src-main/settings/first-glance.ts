/** What the window needs of the settings before they are parsed: where it was, whether it is light or dark, and what draws it. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Appearance } from "../../src-preload/contract/app.ts";
import type { WindowPlace } from "../ports.ts";

/** The settings' file in the profile. */
export const settingsFile = "settings.json";

/** Larger than any honest settings, small enough to read without a noticeable wait. Bytes. */
export const maxSettingsBytes = 1024 * 1024;

/** What can be had at a glance. */
export interface FirstGlance {
  place: WindowPlace | null;
  appearance: Appearance;
  /** There was no graphics card to draw with (desktop/rendering.ts). */
  softwareRendering: boolean;
}

/** Milliseconds after which a graphics card is looked for again: a driver may be there by then, or the screen no remote one any more. */
export const lookAgainAfter = 7 * 24 * 60 * 60 * 1000;

/**
 * Looks into the settings in `folder` without a schema, because zod takes longer to load than the window to make. What is not as
 * it should be counts as absent; settings-store.ts, a moment later, says what is wrong. Never throws.
 */
export function glanceAtSettings(folder: string, electron = process.versions.electron, now = Date.now()): FirstGlance {
  const path = join(folder, settingsFile);
  try {
    if (statSync(path).size > maxSettingsBytes) return nothing;
    // Some editors put a byte order mark in front.
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    const { window, appearance, softwareRendering } = JSON.parse(text) as Record<string, unknown>;
    return {
      place: isPlace(window) ? window : null,
      appearance: appearance === "light" || appearance === "dark" ? appearance : "system",
      softwareRendering: holds(softwareRendering, electron, now),
    };
  } catch {
    return nothing;
  }
}

const nothing: FirstGlance = { place: null, appearance: "system", softwareRendering: false };

/** Whether what was found is of this Electron and not old. */
function holds(value: unknown, electron: string | undefined, now: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  const found = value as Record<string, unknown>;
  if (typeof found.electron !== "string" || typeof found.foundAt !== "string") return false;
  const age = now - Date.parse(found.foundAt);
  return found.electron === electron && age >= 0 && age < lookAgainAfter;
}

/** The bounds are those of settings-file.ts. */
function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, width, height, maximized } = value as Record<keyof WindowPlace, unknown>;
  const within = (number: unknown, least: number) =>
    Number.isInteger(number) && (number as number) >= least && (number as number) <= 100_000;
  return (
    within(x, -100_000) &&
    within(y, -100_000) &&
    within(width, 1) &&
    within(height, 1) &&
    typeof maximized === "boolean"
  );
}
