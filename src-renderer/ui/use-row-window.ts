/** Draws only the rows of a long table that can be seen; what is left out becomes gaps of the same height. */
import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { scrollParent } from "./scroll-parent.ts";

/** Up to this many rows a table is drawn whole: search, selection and screen readers have it easier that way. */
const drawnWhole = 200;

/** Rows above and below what is seen, so that a quick scroll shows no gap. */
const overscan = 8;

/** A row to draw, by its place, or the height of the rows left out. */
export type Stretch = { kind: "row"; index: number } | { kind: "gap"; before: number; height: number };

/** The rows of `body` to draw, out of `count`. Row `kept` is always among them; all rows have the same height. */
export function useRowWindow(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
  kept: number,
): readonly Stretch[] | "all" {
  const enabled = count > drawnWhole;
  const scroller = useRef<HTMLElement | null>(null);
  const { top, rowHeight } = usePlace(body, scroller);
  const rangeExtractor = useCallback((range: Range) => indexesFor(range, kept), [kept]);
  const virtualizer = useVirtualizer({
    count,
    enabled,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: top,
    overscan,
    rangeExtractor,
    // Until the scroller is measured: about as much as a window shows.
    initialRect: { width: 0, height: 1200 },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it has measured is wrong once rows have another height.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);

  if (!enabled) return "all";
  return stretches(
    virtualizer.getVirtualItems().map(({ index }) => index),
    count,
    rowHeight,
  );
}

/** The range with some rows more on both sides, and the kept row wherever it is; in order. */
export function indexesFor(
  { startIndex, endIndex, count }: Pick<Range, "startIndex" | "endIndex" | "count">,
  kept: number,
): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
  if (kept < 0 || kept >= count || (kept >= first && kept <= last)) return indexes;
  return kept < first ? [kept, ...indexes] : [...indexes, kept];
}

/** Rows and the gaps before, between and behind them; together as high as the whole table. */
export function stretches(indexes: readonly number[], count: number, rowHeight: number): Stretch[] {
  const all: Stretch[] = [];
  let next = 0;
  for (const index of [...indexes, count]) {
    if (index > next) all.push({ kind: "gap", before: index, height: (index - next) * rowHeight });
    if (index < count) all.push({ kind: "row", index });
    next = index + 1;
  }
  return all;
}

/**
 * Where the rows begin in what scrolls, and how high one is; measured anew whenever the page changes its size. Short tables
 * are measured too: when one grows long while somebody has scrolled down, its gaps must be right from the first.
 */
function usePlace(
  body: RefObject<HTMLTableSectionElement | null>,
  scroller: RefObject<HTMLElement | null>,
): { top: number; rowHeight: number } {
  const [place, setPlace] = useState({ top: 0, rowHeight: 45 });
  useLayoutEffect(() => {
    const rows = body.current;
    if (rows === null) return;
    scroller.current = scrollParent(rows);
    const around = scroller.current;
    if (around === null) return;
    const measure = () => {
      const top = rows.getBoundingClientRect().top - around.getBoundingClientRect().top + around.scrollTop;
      // A focused row may be higher than the others.
      const row = rows.querySelector<HTMLElement>("tr[data-row]:not(:focus)");
      const rowHeight = row?.getBoundingClientRect().height ?? 0;
      setPlace((before) => {
        const next = { top, rowHeight: rowHeight > 0 ? rowHeight : before.rowHeight };
        return next.top === before.top && next.rowHeight === before.rowHeight ? before : next;
      });
    };
    measure();
    // The page inside the scroller grows and shrinks with all that stands above the rows.
    const observer = new ResizeObserver(measure);
    for (const page of around.children) observer.observe(page);
    return () => observer.disconnect();
  }, [body, scroller]);
  return place;
}
