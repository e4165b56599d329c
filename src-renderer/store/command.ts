/** What a command is: something a person can do from the command palette, by its title or by its shortcut. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Shortcut } from "./shortcuts.ts";
import type { UiState } from "./ui-store.ts";

/** What a command looks at. */
export interface CommandView {
  app: AppState;
  ui: Pick<UiState, "selectedKeyId">;
}

/** What a command is about; the palette has a heading for each. */
export type CommandGroup = "key" | "keys" | "go" | "connection" | "keyrack";

/** One thing to do. */
export interface Command {
  /** Never shown; the same as long as the program runs. */
  id: string;
  /** What it is called where nothing is chosen, as on the sheet of shortcuts. */
  title: string;
  /** What it is called for what it would act on: `{}` in the pattern stands for the name. */
  named?: (view: CommandView) => { pattern: string; name: string } | null;
  /** Other words by which it is found. */
  keywords: string;
  group: CommandGroup;
  shortcut?: Shortcut;
  /** Whether the palette shows it at all; by default it does. For what another command says already. */
  listed?: (view: CommandView) => boolean;
  /** Why it cannot be done now, as a sentence; null when it can. */
  when: (view: CommandView) => string | null;
  run: (view: CommandView) => void | Promise<void>;
  /** Whether it stands among the recent ones afterwards; by default it does. */
  remembered?: false;
  /** It puts the focus somewhere itself; otherwise that returns to where it was. */
  movesFocus?: true;
}

/** For what can always be done. */
export const always = (): null => null;

/** A title in the parts around the name in it. */
export interface CommandTitle {
  before: string;
  /** Written by somebody, so set apart in direction; empty where there is none. */
  name: string;
  after: string;
}

/** What a command is called now. */
export function titleOf(command: Command, view: CommandView): CommandTitle {
  const named = command.named?.(view) ?? null;
  if (named === null) return { before: command.title, name: "", after: "" };
  const [before = "", after = ""] = named.pattern.split("{}");
  return { before, name: named.name, after };
}

/** The title in one piece. */
export function titleText({ before, name, after }: CommandTitle): string {
  return before + name + after;
}
