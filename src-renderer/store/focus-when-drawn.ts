/** Puts the focus on something that is about to be drawn. */

/** Focuses the first element that fits, with the next picture. */
export function focusWhenDrawn(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}
