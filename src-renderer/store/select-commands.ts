/** A command for each key that still works, which selects it: so every key can be reached by its name. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { keyHint, keyTitle, matching } from "./key-text.ts";
import { closeFilter, selectKey, showTab, useUi } from "./ui-store.ts";

/** The commands. */
export function selectCommands({ app: { keys } }: CommandView): Command[] {
  return [...keys.active, ...keys.retiring].map((key) => {
    const retiring = key.status === "retiring";
    return {
      id: `keys.select.${key.id}`,
      title: `Select ${keyTitle(key)}`,
      named: () => ({ pattern: retiring ? "Select the old “{}”" : "Select “{}”", name: keyTitle(key) }),
      detail: keyHint(key),
      keywords: `key row go to show ${keyHint(key)} ${key.last4 ?? ""}${retiring ? " rotation retiring" : ""}`,
      group: "keys",
      when: always,
      run: () => goToKey(key),
      // What is wanted next is something to do with the key.
      remembered: false,
      movesFocus: true,
    };
  });
}

/** Shows a key's row, or the rotation it retires in, and puts the focus there. */
function goToKey(key: ApiKey): void {
  selectKey(key.id);
  showTab("api-keys");
  if (matching([key], useUi.getState().filter.text).length === 0) closeFilter();
  const id = CSS.escape(key.id);
  focusWhenDrawn(key.status === "retiring" ? `li[data-key="${id}"] button` : `tr[data-row="${id}"]`);
}
