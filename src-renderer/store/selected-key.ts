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

/** Follows the focus from row to row of every table; the answer stops following. */
export function followSelection(): () => void {
  function onFocusIn({ target }: FocusEvent): void {
    const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-row]") : null;
    const id = row?.dataset.row;
    const app = currentApp();
    // Other tables have rows too, which stand for no key.
    if (id !== undefined && app !== null && listedKey(app, id) !== undefined) selectKey(id);
  }
  document.addEventListener("focusin", onFocusIn);
  return () => document.removeEventListener("focusin", onFocusIn);
}

function listedKey({ keys, revoked }: AppState, id: string): ApiKey | undefined {
  const isIt = (key: ApiKey) => key.id === id;
  return keys.active.find(isIt) ?? keys.retiring.find(isIt) ?? revoked.rows.find(isIt);
}
