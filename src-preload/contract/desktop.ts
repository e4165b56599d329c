/** What the desktop around the window offers: a tray, a global shortcut. */
import { z } from "zod";
import { Failure } from "./failure.ts";

/** The tray and the shortcut as they are now. */
export const DesktopState = z.object({
  /** `absent`: no tray host runs (`org.kde.StatusNotifierWatcher` has no owner), so closing the window quits. */
  tray: z.enum(["unknown", "present", "absent"]),
  /** Why the global shortcut does not work; null while it does, or when none is set. */
  shortcutFailure: Failure.nullable(),
});
/** The tray and the shortcut as they are now. */
export type DesktopState = z.infer<typeof DesktopState>;
