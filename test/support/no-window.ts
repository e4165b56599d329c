/** What the handlers ask of the window, where there is none. */
import type { WindowActions } from "../../src-main/ipc/handlers.ts";

/** Does nothing. */
export const noWindow: WindowActions = {
  content() {},
  painted() {},
  closeAnyway() {},
  act() {},
  hidePalette() {},
  copied() {},
};
