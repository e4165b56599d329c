/** Puts the focus on something that is about to be drawn. */
import { hasDialog } from "./ui-store.ts";

/** What is still being read and will be drawn then. */
let reading: Promise<unknown> | null = null;

/** Nothing is focused before `read` is over, because it may not be there yet. */
export function focusAfter(read: Promise<unknown>): void {
  reading = read.finally(() => {
    reading = null;
  });
}

/** With the next picture focuses the first element that fits, by the first selector that any does; unless a dialog has the focus by then. */
export function focusWhenDrawn(...selectors: string[]): void {
  if (reading === null) focusSoon(selectors);
  else void reading.then(() => focusSoon(selectors));
}

function focusSoon(selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    if (hasDialog()) return;
    const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    found.find((element) => element !== null)?.focus();
  });
}

/** Where the keyboard goes on from when what had the focus has gone: the tab on show, else the place in the sidebar. */
export function placeOnShow(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]') ??
    document.querySelector<HTMLElement>('nav [aria-current="page"]')
  );
}
