/** Passes the focus on from something that goes away by itself, so that the keyboard does not fall out of the page. */
import { type RefObject, useLayoutEffect } from "react";

/** When `ref`'s element leaves with the focus in it, `heir` has it next. */
export function useFocusHeir(ref: RefObject<HTMLElement | null>, heir: () => HTMLElement | null | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it matters only at the end, and finds its way by itself then.
  useLayoutEffect(() => {
    const element = ref.current;
    return () => {
      if (element?.contains(document.activeElement) !== true) return;
      queueMicrotask(() => {
        // What comes in its place may have taken the focus already, such as a form.
        if (document.activeElement === document.body) heir()?.focus();
      });
    };
  }, []);
}
