/** Keeps the last value that was there, so that a dialog can fade out with its content in place. */
import { useRef } from "react";

/** The value, or the last one that was neither null nor undefined. */
export function useLatestValue<T>(value: T | null | undefined): T | null {
  const latest = useRef<T | null>(null);
  if (value !== null && value !== undefined) latest.current = value;
  return latest.current;
}
