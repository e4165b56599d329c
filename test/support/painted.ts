/** Measures inside the page, from a click until what it brings has been drawn. */
import type { Page } from "@playwright/test";

/** What is clicked, and what then is to be there. */
export interface ClickAndWait {
  /** Selector of what to click, and its words where the selector fits several. */
  click: string;
  text?: string;
  /** Selector of what shows the outcome; with `count`, so many of it. */
  wait: string;
  count?: number;
}

/** Milliseconds from the click. */
export interface Painted {
  /** Until the outcome is in the page. */
  there: number;
  /** Until the frame that shows it has been drawn. */
  drawn: number;
}

/** Clicks by script, in the page's own time: what the driver of the test takes is not measured. */
export function untilPainted(window: Page, question: ClickAndWait): Promise<Painted> {
  return window.evaluate(({ click, text, wait, count = 1 }) => {
    const target = [...document.querySelectorAll<HTMLElement>(click)].find(
      (one) => text === undefined || one.textContent === text,
    );
    if (!target) throw new Error(`Nothing to click: ${click} ${text ?? ""}`);
    return new Promise<Painted>((resolve) => {
      const isThere = () => document.querySelectorAll(wait).length >= count;
      const start = performance.now();
      const settle = () => {
        if (!isThere()) return false;
        observer.disconnect();
        const there = performance.now() - start;
        // A task that a frame's callback asks for runs as soon as that frame has been drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve({ there, drawn: performance.now() - start });
          port2.postMessage(null);
        });
        return true;
      };
      const observer = new MutationObserver(settle);
      observer.observe(document, { childList: true, subtree: true, attributes: true });
      target.click();
      settle();
    });
  }, question);
}
