/** Fetches the new key's value for as long as the modal shows it; it is held nowhere else in the window. */
import { useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Failure, Result } from "../../../src-preload/contract/failure.ts";
import { revealKey } from "../../store/actions.ts";
import { useAppStore } from "../../store/app-store.ts";

/** Asked for as soon as main says that there is a new key, while the modal is still being rendered; taken by the modal. */
let asked: { keyId: string; answer: Promise<Result<{ value: string }>> } | null = null;

useAppStore.subscribe(({ app }, before) => {
  const keyId = app?.newKey?.apiKey.id;
  if (keyId === before.app?.newKey?.apiKey.id) return;
  asked = keyId === undefined ? null : { keyId, answer: revealKey(keyId) };
});

function takeValue(keyId: string): Promise<Result<{ value: string }>> {
  const answer = asked?.keyId === keyId ? asked.answer : revealKey(keyId);
  asked = null;
  return answer;
}

/** The value, or why it cannot be had; both null while it is on its way. */
export function useKeyValue(keyId: string): { value: string | null; failure: Failure | null } {
  const [answer, setAnswer] = useState<{ value: string | null; failure: Failure | null }>({
    value: null,
    failure: null,
  });

  // Taken before the modal is drawn, not after, and rendered at once: then they appear together.
  useLayoutEffect(() => {
    let wanted = true;
    void takeValue(keyId).then((result) => {
      if (!wanted) return;
      flushSync(() =>
        setAnswer(result.ok ? { value: result.value.value, failure: null } : { value: null, failure: result.failure }),
      );
    });
    return () => {
      wanted = false;
      setAnswer({ value: null, failure: null });
    };
  }, [keyId]);

  return answer;
}
