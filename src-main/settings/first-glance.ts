/** What the window needs of the settings before they are parsed: where it was, and whether it is light or dark. */
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
}

/**
 * Looks into the settings in `folder` without a schema, because zod takes longer to load than the window to make. What is not as
 * it should be counts as absent; settings-store.ts, a moment later, says what is wrong. Never throws.
 */
export function glanceAtSettings(folder: string): FirstGlance {
  const path = join(folder, settingsFile);
  try {
    if (statSync(path).size > maxSettingsBytes) return nothing;
    // Some editors put a byte order mark in front.
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    const { window, appearance } = JSON.parse(text) as Record<string, unknown>;
    return {
      place: isPlace(window) ? window : null,
      appearance: appearance === "light" || appearance === "dark" ? appearance : "system",
    };
  } catch {
    return nothing;
  }
}

const nothing: FirstGlance = { place: null, appearance: "system" };

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
