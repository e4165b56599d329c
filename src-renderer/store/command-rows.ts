/** The command palette's rows: the commands that fit what was typed, best first, under their headings. */
import { type Command, type CommandGroup, type CommandTitle, type CommandView, titleOf, titleText } from "./command.ts";
import { commandsFor } from "./command-list.ts";
import { distance } from "./command-match.ts";
import { keyHint, keyTitle } from "./key-text.ts";
import { selectedKey } from "./selected-key.ts";

/** One row. */
export interface CommandRow {
  /** Fit for an element's `id`, so without spaces. */
  id: string;
  command: Command;
  title: CommandTitle;
  /** What tells it from its like; null where nothing has to. */
  detail: string | null;
  /** Why it cannot be done now; null when it can. */
  block: string | null;
}

/** Rows under one heading. */
export interface CommandSection {
  id: CommandGroup | "recent";
  heading: string;
  /** Which key the rows act on, by its name and hint; null in most. */
  about: { name: string; hint: string } | null;
  rows: CommandRow[];
}

const headings: Record<CommandSection["id"], string> = {
  recent: "Recent",
  key: "Selected key",
  keys: "Keys",
  go: "Go to",
  connection: "Connection",
  keyrack: "Keyrack",
};

/** As many as are remembered at the top. */
const recentRows = 4;

/** The sections for what was typed. `recent`: ids of the commands used before, newest first. */
export function commandSections(view: CommandView, query: string, recent: readonly string[]): CommandSection[] {
  const rows = commandsFor(view)
    .filter(({ listed }) => listed?.(view) !== false)
    .map((command) => rowOf(command, view));
  return query.trim() === "" ? unsearched(rows, view, recent) : searched(rows, view, query, recent);
}

/** The rows of all sections, as the arrows go through them. */
export function allRows(sections: readonly CommandSection[]): CommandRow[] {
  return sections.flatMap(({ rows }) => rows);
}

function rowOf(command: Command, view: CommandView): CommandRow {
  return {
    id: `command-${encodeURIComponent(command.id)}`,
    command,
    title: titleOf(command, view),
    detail: command.detail ?? null,
    block: command.when(view),
  };
}

function unsearched(rows: CommandRow[], view: CommandView, recent: readonly string[]): CommandSection[] {
  const again = recent
    .flatMap((id) => rows.find(({ command }) => command.id === id) ?? [])
    .filter(({ block }) => block === null)
    .slice(0, recentRows);
  const rest = rows.filter((row) => row.command.onlySearched !== true && !again.includes(row));
  // What can be done with a key is no beginning while there is none.
  const order: readonly CommandGroup[] =
    selectedKey(view) === null
      ? ["keys", "go", "connection", "keyrack", "key"]
      : ["key", "keys", "go", "connection", "keyrack"];
  const sections = order.map((group) => section(group, rest, view));
  return [{ id: "recent" as const, heading: headings.recent, about: null, rows: again }, ...sections].filter(
    ({ rows: some }) => some.length > 0,
  );
}

/** The section with the best row comes first, and in each the better row; what fits alike stays in its order, recent ones before. */
function searched(rows: CommandRow[], view: CommandView, query: string, recent: readonly string[]): CommandSection[] {
  const found = rows.flatMap((row) => {
    const away = distance(query, titleText(row.title), row.command.keywords);
    if (away === null) return [];
    const used = recent.includes(row.command.id) ? 0 : 0.5;
    return [{ row, away: away + used + (row.block === null ? 0 : 0.25) }];
  });
  const ranked = found.sort((a, b) => a.away - b.away).map(({ row }) => row);
  const groups = [...new Set(ranked.map(({ command }) => command.group))];
  return groups.map((group) => section(group, ranked, view));
}

function section(group: CommandGroup, rows: readonly CommandRow[], view: CommandView): CommandSection {
  const key = group === "key" ? selectedKey(view) : null;
  return {
    id: group,
    heading: headings[group],
    about: key && { name: keyTitle(key), hint: keyHint(key) },
    rows: rows.filter(({ command }) => command.group === group),
  };
}
