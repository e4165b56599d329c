/** Takes a secret out of its field when the field goes. */
import { type RefObject, useLayoutEffect } from "react";

/**
 * Empties the input as it is unmounted. React remembers each input's last value beside its element, and the engine may hold
 * on to an element long after it is gone, such as for a transition of its dialog.
 */
export function useEmptiedAtEnd(ref: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    const input = ref.current;
    if (input === null) return;
    return () => {
      input.value = "";
      input.defaultValue = "";
    };
  }, [ref]);
}
