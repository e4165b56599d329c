/** The selected key: the one whose row had the focus last, for as long as it is listed. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { currentApp } from "./app-store.ts";
import type { CommandView } from "./command.ts";
import { selectKey } from "./ui-store.ts";

/** The selected key; null when none is, or when it belongs to another connection. */
export function selectedKey({ app, ui }: CommandView): ApiKey | null {
  return ui.selectedKeyId === null ? null : (listedKey(app, ui.selectedKeyId) ?? null);
}

/**
 * Follows the focus from row to row of every table, and through whatever else is about one key and says so with `data-key`:
 * a rotation, a line of Overview, an event. The answer stops following.
 */
export function followSelection(): () => void {
  function onFocusIn({ target }: FocusEvent): void {
    const about = target instanceof Element ? target.closest<HTMLElement>("[data-key], tr[data-row]") : null;
    const id = about?.dataset.key ?? about?.dataset.row;
    const app = currentApp();
    // Other tables have rows too, which stand for no key.
    if (id !== undefined && app !== null && listedKey(app, id) !== undefined) selectKey(id);
  }
  document.addEventListener("focusin", onFocusIn);
  return () => document.removeEventListener("focusin", onFocusIn);
}

/** What was found last: every command of a key asks, and there may be ten thousand revoked ones to look through. */
let last: { app: AppState; id: string; key: ApiKey | undefined } | null = null;

function listedKey(app: AppState, id: string): ApiKey | undefined {
  if (last?.app === app && last.id === id) return last.key;
  const isIt = (key: ApiKey) => key.id === id;
  const key = app.keys.active.find(isIt) ?? app.keys.retiring.find(isIt) ?? app.revoked.rows.find(isIt);
  last = { app, id, key };
  return key;
}
