/** Reads the rest of the page's views once, and tells those who draw them. */
import { create } from "zustand";
import { focusAfter } from "../store/focus-when-drawn.ts";
import type { laterViews } from "./later.tsx";

/** The views, or null until they are there. */
const useViews = create<{ views: typeof laterViews | null }>(() => ({ views: null }));

/** The views that are not in the first one; null for the moment until they have been read. */
export function useLaterViews(): typeof laterViews | null {
  return useViews(({ views }) => views);
}

let asked = false;

/** Begins to read them. The file lies beside the page, so they are there before somebody has moved a hand. */
export function readLaterViews(): void {
  if (asked) return;
  asked = true;
  focusAfter(import("./later.tsx").then(({ laterViews }) => useViews.setState({ views: laterViews })));
}
