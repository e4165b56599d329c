/** The global shortcut: registered with the system, one at a time. */
import { globalShortcut } from "electron";

/** Answers a function that makes `accelerator` the shortcut (null: none) and says whether the system gave it. */
export function createShortcut(run: () => void): (accelerator: string | null) => boolean {
  let current: string | null = null;
  return (accelerator) => {
    if (accelerator === current) return true;
    if (accelerator !== null) {
      try {
        // False when another program holds it: https://www.electronjs.org/docs/latest/api/global-shortcut
        if (!globalShortcut.register(accelerator, run)) return false;
      } catch {
        // Not a shortcut at all, from a settings file edited by hand.
        return false;
      }
    }
    if (current !== null) globalShortcut.unregister(current);
    current = accelerator;
    return true;
  };
}
