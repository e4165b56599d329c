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
  /** What tells it from its like, such as a key's hint; stands beside the title. */
  detail?: string;
  /** Other words by which it is found. */
  keywords: string;
  group: CommandGroup;
  shortcut?: Shortcut;
  /** Shown only once something is typed, or among the recent ones: what is seldom wanted would hide the rest. */
  onlySearched?: true;
  /**
   * Whether the palette shows it at all; by default it does. What makes no sense for what there is, such as to rotate a revoked
   * key, is left out; what is only impossible just now stands there with the reason.
   */
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

/** Longer sentences are cut in the palette; they stand in full where they belong. */
const longest = 48;

/** A sentence as part of a title. */
export function shortened(sentence: string): string {
  return sentence.length > longest ? `${sentence.slice(0, longest).trimEnd()}…` : sentence;
}

/** The title in one piece. */
export function titleText({ before, name, after }: CommandTitle): string {
  return before + name + after;
}
