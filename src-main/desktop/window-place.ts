/** Decides where the window opens: where it was, as long as that is still on a screen. */
import type { WindowPlace } from "../ports.ts";

/** DESIGN.md section 6. Device-independent pixels. */
const defaultSize = { width: 1040, height: 720 };
/** The smallest size at which every view holds. */
export const minimumSize = { width: 720, height: 520 };

/** A screen's usable area. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The bounds to open with; without x and y the system centres the window. */
export function placeWindow(
  remembered: WindowPlace | null,
  areas: readonly Area[],
): { width: number; height: number; x?: number; y?: number } {
  if (!remembered) return defaultSize;
  const width = Math.max(minimumSize.width, remembered.width);
  const height = Math.max(minimumSize.height, remembered.height);
  // Enough of the title bar to take hold of must be on a screen; a monitor may have been unplugged since.
  const grip = 64;
  const reachable = areas.some(
    (area) =>
      remembered.y >= area.y &&
      remembered.y + grip <= area.y + area.height &&
      remembered.x + width >= area.x + grip &&
      remembered.x + grip <= area.x + area.width,
  );
  return reachable ? { width, height, x: remembered.x, y: remembered.y } : { width, height };
}
