/** Brings what has just appeared into view, where the box around it scrolls. */
import { type RefObject, useEffect } from "react";

/** Whenever `what` changes to something, as much of the element as needed is scrolled to. */
export function useInView(ref: RefObject<HTMLElement | null>, what: unknown): void {
  useEffect(() => {
    if (what !== null && what !== undefined) ref.current?.scrollIntoView({ block: "nearest" });
  }, [ref, what]);
}
