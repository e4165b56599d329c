/** Counts whole seconds down to zero, by the clock rather than by ticks, so that a sleeping window does not lag. */
import { useEffect, useState } from "react";

/** Seconds left of `seconds`, started anew whenever `start` becomes another object; 0 when there is nothing to wait for. */
export function useCountdown(start: object | null, seconds: number | undefined): number {
  const [left, setLeft] = useState(0);

  useEffect(() => {
    if (start === null || seconds === undefined || seconds <= 0) {
      setLeft(0);
      return;
    }
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [start, seconds]);

  return left;
}
