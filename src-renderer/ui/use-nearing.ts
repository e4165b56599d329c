/** Tells when an element is about to be scrolled into view. */
import { type RefObject, useEffect, useRef } from "react";
import { scrollParent } from "./scroll-parent.ts";

/** How far below what is seen counts as near. */
const near = "600px";

/** Runs `onNear` when `ref`'s element comes near, and again for each new `content` that leaves it near. */
export function useNearing(ref: RefObject<HTMLElement | null>, content: unknown, onNear: () => void): void {
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new observer looks at once, which is what new content asks for.
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { root: scrollParent(element), rootMargin: `0px 0px ${near} 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, content]);
}
