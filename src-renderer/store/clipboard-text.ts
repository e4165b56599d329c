/** What is said of a key on the clipboard: how long it stays there, and when it is gone. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ClearAfter } from "../../src-preload/contract/preferences.ts";
import { waitText } from "./failure-place.ts";

/** The choices of Settings. */
export const clearAfterChoices: readonly { seconds: ClearAfter; label: string }[] = [
  { seconds: 0, label: "Never" },
  { seconds: 10, label: "10 seconds" },
  { seconds: 30, label: "30 seconds" },
  { seconds: 60, label: "1 minute" },
  { seconds: 300, label: "5 minutes" },
];

/** "24 s", "4 min 10 s"; a second that has begun counts, so that 0 is never shown while the key is still there. */
export function leftText(leftMs: number): string {
  return waitText(Math.max(1, Math.ceil(leftMs / 1000)));
}

/** How much of its time is left, from 1 to 0. The choice may have changed since the copy, so more than all is all. */
export function leftShare(leftMs: number, clearAfter: ClearAfter): number {
  return clearAfter === 0 ? 1 : Math.min(1, Math.max(0, leftMs / (clearAfter * 1000)));
}

/** What is heard after a copy; on screen a button and the countdown say it. */
export function copiedRemark(title: string, clearAfter: ClearAfter): string {
  const choice = clearAfterChoices.find(({ seconds }) => seconds === clearAfter);
  return clearAfter === 0 || choice === undefined
    ? `Copied ${title}.`
    : `Copied ${title}. It leaves the clipboard in ${choice.label}.`;
}

/** Whether main says in a notice that the clipboard may still hold the key. */
export function maybeNotCleared(app: Pick<AppState, "notices"> | null): boolean {
  return app?.notices.some(({ id }) => id === "clipboard-not-cleared") === true;
}
