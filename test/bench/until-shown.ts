/** Measures inside the page, from real input until the frame that shows its outcome has been drawn. */
import type { Page } from "@playwright/test";

/** What is waited for: something in the page (so many of it), or that the text of something is another. */
export type Outcome = { there: string; count?: number } | { changed: string };

interface Listening {
  measured: Promise<number>;
}

/** Milliseconds from the moment the system says the `event` happened, which `act` brings about by way of Chromium's input. */
export async function untilShown(
  window: Page,
  event: "click" | "keydown",
  outcome: Outcome,
  act: () => Promise<void>,
): Promise<number> {
  await window.evaluate(
    ({ event, outcome }) => {
      const text = (selector: string) => document.querySelector(selector)?.textContent ?? "";
      const before = "changed" in outcome ? text(outcome.changed) : "";
      const isThere = () =>
        "changed" in outcome
          ? text(outcome.changed) !== before
          : document.querySelectorAll(outcome.there).length >= (outcome.count ?? 1);
      const measured = new Promise<number>((resolve) => {
        const listen = ({ timeStamp }: Event) => {
          const settle = () => {
            if (!isThere()) return false;
            observer.disconnect();
            requestAnimationFrame(() => {
              // A task that a frame's callback asks for runs as soon as that frame has been drawn.
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now() - timeStamp);
              port2.postMessage(null);
            });
            return true;
          };
          const observer = new MutationObserver(settle);
          observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
          settle();
        };
        document.addEventListener(event, listen, { capture: true, once: true });
      });
      (globalThis as unknown as Listening).measured = measured;
    },
    { event, outcome },
  );
  await act();
  return window.evaluate(() => (globalThis as unknown as Listening).measured);
}
