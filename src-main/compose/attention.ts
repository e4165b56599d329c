/** The weekly reminder on the desktop: a click on it opens the window on Overview. */
import type { Context } from "../context.ts";
import { notify } from "../desktop/notification.ts";
import { remindWeekly } from "../use-cases/remind-weekly.ts";
import type { MainWindow } from "./main-window.ts";

/** Begins to remind. Answers how to stop. */
export function startReminding(context: Context, mainWindow: MainWindow): () => void {
  return remindWeekly(context, {
    notify: (title, body) => notify(title, body, () => mainWindow.command("overview")),
    inSight: () => mainWindow.current()?.isFocused() === true,
  });
}
