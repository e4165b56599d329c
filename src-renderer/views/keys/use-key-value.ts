/** The new key's value: asked for as soon as main says that there is one, and in the window only until the person lets go of it. */
import { useState } from "react";
import { create } from "zustand";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import { revealKey } from "../../store/actions.ts";
import { drawFirst, type Phase, useAppStore } from "../../store/app-store.ts";

/** The value, or why it cannot be had. */
type Revealed = { value: string; failure: null } | { value: null; failure: Failure };

/** The new key, and what main has answered for it; null until it has. */
const useAnswer = create<{ keyId: string | null; revealed: Revealed | null }>(() => ({ keyId: null, revealed: null }));

/** Asks for the value of a key that is new, and forgets that of one which is not there any more. */
async function follow({ app }: Phase): Promise<void> {
  const keyId = app?.newKey?.apiKey.id ?? null;
  if (keyId === useAnswer.getState().keyId) return;
  useAnswer.setState({ keyId, revealed: null });
  if (keyId === null) return;
  const asked = revealKey(keyId);
  drawFirst(asked);
  const answer = await asked;
  if (useAnswer.getState().keyId !== keyId) return;
  useAnswer.setState({
    revealed: answer.ok ? { ...answer.value, failure: null } : { value: null, failure: answer.failure },
  });
}

useAppStore.subscribe(follow);
// This file is read after the first view, and a key may have been waiting since before.
void follow(useAppStore.getState());

/** Whether the answer for this key is there, so that the modal can be drawn at once with the value in it. */
export function useIsRevealed(keyId: string | null): boolean {
  return useAnswer((answer) => answer.revealed !== null && answer.keyId === keyId);
}

/** What main has answered for the key on show, once `useIsRevealed`; it stays while the modal fades. */
export function useKeyValue(): Revealed | { value: null; failure: null } {
  const [revealed] = useState(() => useAnswer.getState().revealed);
  return revealed ?? { value: null, failure: null };
}
