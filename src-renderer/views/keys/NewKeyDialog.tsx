/** One dialog from the wish for a key to the key itself: first the form for a new one or a successor, then, once main holds it, its value. */
import { useEffect, useRef } from "react";
import { useApp, useAppStore } from "../../store/app-store.ts";
import { closeDialog, requestClose, useUi } from "../../store/ui-store.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { RotateForm } from "../rotations/RotateForm.tsx";
import { SignInAgain } from "../session/SignInAgain.tsx";
import { CloseUncopiedDialog } from "./CloseUncopiedDialog.tsx";
import { generateButton, rowOf } from "./focus-after.ts";
import { GenerateForm } from "./GenerateForm.tsx";
import { letGo } from "./let-go.ts";
import { RevealKey } from "./RevealKey.tsx";
import { useIsRevealed } from "./use-key-value.ts";

/** Open while a key is wished for, and as long as main holds one that was not let go; so it survives a reload. */
export function NewKeyDialog() {
  const announced = useApp((app) => app.newKey);
  // The form stays until the value is there too: then the modal is drawn once, and whole.
  const newKey = useIsRevealed(announced?.apiKey.id ?? null) ? announced : null;
  const asked = useUi(({ dialog }) => (dialog?.kind === "generate" || dialog?.kind === "rotate" ? dialog : null));
  const rotatedId = asked?.kind === "rotate" ? asked.keyId : null;
  const stage = useLatestValue(newKey !== null ? "reveal" : (asked?.kind ?? null));
  // Should it go while the form is open, what was known of it stays.
  const rotated = useLatestValue(useApp((app) => app.keys.active.find(({ id }) => id === rotatedId)));
  const shownKey = useLatestValue(newKey);
  const began = useLatestValue(asked);
  const firstFocus = useRef<HTMLElement>(null);
  const generating = useRef(false);
  const lost = useRef(false);

  const keyId = newKey?.apiKey.id;
  useEffect(() => {
    if (keyId === undefined) return;
    // The form has done its work; the dialog stays open with the key in its place.
    const { dialog } = useUi.getState();
    if (dialog?.kind === "generate" || dialog?.kind === "rotate") closeDialog();
    firstFocus.current?.focus();
  }, [keyId]);

  function close() {
    const held = useAppStore.getState().app?.newKey ?? null;
    if (held === null) {
      if (!generating.current) closeDialog();
    } else if (held.copied || lost.current) {
      void letGo(held.apiKey.id);
    } else {
      requestClose("dialog");
    }
  }

  return (
    <Dialog
      open={asked !== null || newKey !== null}
      onClose={close}
      size={stage === "reveal" ? "wide" : "normal"}
      initialFocus={firstFocus}
      finalFocus={() => {
        if (began?.kind !== "rotate") return generateButton();
        // The successor stands where the old key stood.
        return (shownKey && rowOf(shownKey.apiKey.id)) ?? rowOf(began.keyId) ?? generateButton();
      }}
    >
      {stage === "reveal" && shownKey !== null ? (
        <RevealKey key={shownKey.apiKey.id} newKey={shownKey} firstFocus={firstFocus} lost={lost} onDone={close} />
      ) : (
        <>
          {stage === "rotate" && rotated !== null ? (
            <RotateForm apiKey={rotated} firstFocus={firstFocus} generating={generating} onCancel={close} />
          ) : (
            <GenerateForm firstFocus={firstFocus} generating={generating} onCancel={close} />
          )}
          <SignInAgain />
        </>
      )}
      <CloseUncopiedDialog newKey={newKey} />
    </Dialog>
  );
}
