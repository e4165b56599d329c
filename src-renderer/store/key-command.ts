/** Makes commands for the selected key: named after it, and blocked without one. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Command, CommandView } from "./command.ts";
import { isKept } from "./kept.ts";
import { keyTitle } from "./key-text.ts";
import { selectedKey } from "./selected-key.ts";

/** Said of every such command while no key is selected. */
const noKey = "Select a key first.";

/** Said of what needs the value of a key that is not kept. */
export const notKept = "Its value is not kept on this computer.";

/** Whether a key's value is kept on this computer. */
export const kept = (key: ApiKey, { app }: CommandView) => isKept(app, key.id);

/** What makes one command. */
export interface KeyCommand extends Pick<Command, "title" | "keywords" | "shortcut" | "movesFocus"> {
  /** `{}` stands for the key's name. */
  pattern: string;
  /** Whether the server can do it at all; by default it can. */
  possible?: (view: CommandView) => boolean;
  /** Whether it makes sense for a selected key; by default it does. */
  fits?: (key: ApiKey, view: CommandView) => boolean;
  /** Why it cannot be done just now; by default it can. */
  block?: (key: ApiKey, view: CommandView) => string | null;
  act: (key: ApiKey, view: CommandView) => void | Promise<void>;
}

/** The command. */
export function keyCommand(id: string, { pattern, possible, fits, block, act, ...rest }: KeyCommand): Command {
  const isPossible = (view: CommandView) => possible === undefined || possible(view);
  const suits = (key: ApiKey, view: CommandView) => isPossible(view) && (fits === undefined || fits(key, view));
  return {
    id: `key.${id}`,
    ...rest,
    group: "key",
    named(view) {
      const key = selectedKey(view);
      return key && { pattern, name: keyTitle(key) };
    },
    listed(view) {
      const key = selectedKey(view);
      return isPossible(view) && (key === null || suits(key, view));
    },
    when(view) {
      const key = selectedKey(view);
      if (key === null) return noKey;
      return block === undefined ? null : block(key, view);
    },
    async run(view) {
      const key = selectedKey(view);
      if (key !== null && suits(key, view)) await act(key, view);
    },
  };
}
