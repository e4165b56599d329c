/** Fetches the new key's value for as long as the modal shows it; it is held nowhere else in the window. */
import { useLayoutEffect, useState } from "react";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import { revealKey } from "../../store/actions.ts";

/** The value, or why it cannot be had; both null while it is on its way. */
export function useKeyValue(keyId: string): { value: string | null; failure: Failure | null } {
  const [answer, setAnswer] = useState<{ value: string | null; failure: Failure | null }>({
    value: null,
    failure: null,
  });

  // Asked for before the modal is drawn, not after: then they appear together.
  useLayoutEffect(() => {
    let wanted = true;
    void revealKey(keyId).then((result) => {
      if (!wanted) return;
      setAnswer(result.ok ? { value: result.value.value, failure: null } : { value: null, failure: result.failure });
    });
    return () => {
      wanted = false;
      setAnswer({ value: null, failure: null });
    };
  }, [keyId]);

  return answer;
}
