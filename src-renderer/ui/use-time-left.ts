/** Milliseconds until a moment, told each second; by the clock rather than by ticks, so that a sleeping window does not lag. */
import { useEffect, useState } from "react";

/** How long until `instant`; 0 once it has passed, and while there is none. */
export function useTimeLeft(instant: string | null): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (instant === null) return;
    // Four times a second, so that a figure is never a second late.
    const timer = setInterval(() => tick((times) => times + 1), 250);
    return () => clearInterval(timer);
  }, [instant]);
  return instant === null ? 0 : Math.max(0, Date.parse(instant) - Date.now());
}
