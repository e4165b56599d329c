/** Movement between the rows of a table by keyboard, with one row in the tab order at a time. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { scrollParent } from "./scroll-parent.ts";

/** What a table and its rows need for arrow keys. */
export interface RovingRows {
  /** For the `<tbody>`. */
  bodyProps: {
    ref: RefObject<HTMLTableSectionElement | null>;
    onKeyDown: (event: KeyboardEvent<HTMLTableSectionElement>) => void;
    onFocus: (event: FocusEvent<HTMLTableSectionElement>) => void;
  };
  /** The row in the tab order; undefined in an empty table. A table that leaves rows out must not leave out this one. */
  current: string | undefined;
  /** For each `<tr>`. */
  rowProps: (id: string) => RovingRowProps;
}

/** What makes a `<tr>` one of the rows. */
export interface RovingRowProps {
  tabIndex: 0 | -1;
  "data-row": string;
}

/** Rows by their ids, in the order they are shown, whether or not each is in the document. */
export function useRovingRows(ids: readonly string[]): RovingRows {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = chosen !== null && ids.includes(chosen) ? chosen : ids[0];
  const body = useRef<HTMLTableSectionElement>(null);
  /** The row that gets the focus as soon as it is in the document. */
  const awaited = useRef<string | null>(null);

  useLayoutEffect(() => {
    if (awaited.current === null || awaited.current !== current) return;
    const row = body.current?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(awaited.current)}"]`);
    awaited.current = null;
    row?.focus();
  });

  return {
    current,
    bodyProps: {
      ref: body,
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const target = event.target as HTMLElement;
        // A menu's button opens with the arrows, and an open menu has its own.
        if (!event.currentTarget.contains(target) || target.closest("[aria-haspopup]") !== null) return;
        const row = rowAround(target);
        const at = row === null ? -1 : ids.indexOf(row.dataset.row ?? "");
        if (row === null || at === -1) return;
        const next = ids[rowFor(event.key, at, ids.length, rowsInView(row)) ?? -1];
        if (next === undefined) return;
        event.preventDefault();
        const there = event.currentTarget.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(next)}"]`);
        if (there !== null) {
          there.focus();
          return;
        }
        awaited.current = next;
        setChosen(next);
      },
      onFocus: (event) => {
        const id = rowAround(event.target as HTMLElement)?.dataset.row;
        if (id !== undefined) setChosen(id);
      },
    },
    rowProps: (id) => ({ tabIndex: id === current ? 0 : -1, "data-row": id }),
  };
}

function rowAround(element: HTMLElement): HTMLElement | null {
  return element.closest<HTMLElement>("tr[data-row]");
}

/** How many rows like this one can be seen at once. */
function rowsInView(row: HTMLElement): number {
  const scroller = scrollParent(row);
  return scroller === null ? 1 : Math.floor(scroller.clientHeight / row.offsetHeight);
}

/** The row a key leads to from row `at` of `count`, `inView` of them at a time; undefined when the key means nothing here. */
export function rowFor(key: string, at: number, count: number, inView: number): number | undefined {
  // One row stays in view, so that nobody loses their place.
  const page = Math.max(1, inView - 1);
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "PageDown":
      return Math.min(at + page, count - 1);
    case "PageUp":
      return Math.max(at - page, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
