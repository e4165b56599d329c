/** Arrow-key movement between the rows of a table, with one row in the tab order at a time. */
import { type KeyboardEvent, useState } from "react";

/** What a table and its rows need for arrow keys. */
export interface RovingRows {
  /** For the `<tbody>`. */
  onKeyDown: (event: KeyboardEvent<HTMLTableSectionElement>) => void;
  /** For each `<tr>`. */
  rowProps: (id: string) => { tabIndex: 0 | -1; "data-row": string; onFocus: () => void };
}

/** Rows by their ids, in the order they are shown. */
export function useRovingRows(ids: readonly string[]): RovingRows {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = chosen !== null && ids.includes(chosen) ? chosen : ids[0];

  return {
    onKeyDown: (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target as HTMLElement;
      // A menu's button opens with the arrows, and an open menu has its own.
      if (!event.currentTarget.contains(target) || target.closest("[aria-haspopup]") !== null) return;
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("tr[data-row]")];
      const at = rows.findIndex((row) => row.contains(target));
      const next = rowFor(event.key, at, rows.length);
      if (next === undefined) return;
      event.preventDefault();
      rows[next]?.focus();
    },
    rowProps: (id) => ({
      tabIndex: id === current ? 0 : -1,
      "data-row": id,
      onFocus: () => setChosen(id),
    }),
  };
}

/** The row a key leads to from row `at` of `count`; undefined when the key means nothing here. */
export function rowFor(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
