/** Changes what a person can choose in Settings. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Preferences } from "../../src-preload/contract/preferences.ts";
import type { Context } from "../context.ts";
import { failed, failure } from "../failures.ts";

/** What is to be different; a member that is undefined stays as it is. */
export type PreferencesChange = { [Name in keyof Preferences]?: Preferences[Name] | undefined };

/**
 * Takes effect at once; `settings-not-saved` when it will not outlive this run. What the system refuses is not changed:
 * `shortcut-taken`, `start-at-login`.
 */
export async function changePreferences(context: Context, change: PreferencesChange): Promise<Result<null>> {
  const { preferences: before, desktop } = context.state.getState();
  const { quickCopyShortcut = before.quickCopyShortcut, startAtLogin = before.startAtLogin } = change;
  // The same one again is another try, once the program that holds it has ended.
  const wanted = change.quickCopyShortcut !== undefined && desktop.shortcutFailure !== null;
  if (quickCopyShortcut !== before.quickCopyShortcut || wanted) {
    if (!context.desktop.setShortcut(quickCopyShortcut)) {
      return failed("shortcut-taken", before.quickCopyShortcut ? { reason: "; the one before still works" } : {});
    }
    context.state.setState(({ desktop }) => ({ desktop: { ...desktop, shortcutFailure: null } }));
  }
  if (startAtLogin !== before.startAtLogin) {
    try {
      await context.desktop.setStartAtLogin(startAtLogin);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return failed("start-at-login", code ? { reason: code } : {});
    }
  }
  const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const preferences = { ...context.state.getState().preferences, ...chosen };
  context.state.setState({ preferences });
  return context.settings.update({ preferences });
}

/** Registers the shortcut of the settings at the start; if another program holds it, Settings says so. */
export function registerShortcut(context: Context): void {
  const { quickCopyShortcut } = context.state.getState().preferences;
  if (context.desktop.setShortcut(quickCopyShortcut)) return;
  context.state.setState(({ desktop }) => ({ desktop: { ...desktop, shortcutFailure: failure("shortcut-taken") } }));
}
