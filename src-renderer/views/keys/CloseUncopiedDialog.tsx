/** Asks before an uncopied key is let go, whether Done, Esc or the window's close button wants it. */
import { useRef } from "react";
import type { NewKey } from "../../../src-preload/contract/keys.ts";
import { closeWindowAnyway } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { isKept } from "../../store/kept.ts";
import { keyTitle } from "../../store/key-text.ts";
import { requestClose, useUi } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { letGo } from "./let-go.ts";

/** Stands over the reveal modal while the question is open. */
export function CloseUncopiedDialog({ newKey }: { newKey: NewKey | null }) {
  const request = useUi((ui) => ui.closeRequest);
  const asked = useLatestValue(request);
  const shown = useLatestValue(newKey);
  const kept = useApp((app) => shown !== null && isKept(app, shown.apiKey.id));
  const keep = useRef<HTMLButtonElement>(null);

  function closeAnyway() {
    if (request === "window") void closeWindowAnyway();
    else if (newKey !== null) void letGo(newKey.apiKey.id);
  }

  return (
    <Dialog open={request !== null && newKey !== null} onClose={() => requestClose(null)} alert initialFocus={keep}>
      <DialogTitle>Close without copying?</DialogTitle>
      <DialogText>
        <bdi dir="auto">{shown === null ? null : keyTitle(shown.apiKey)}</bdi> is not on the clipboard yet, and it
        cannot be shown again. {asked === "window" && "Closing the window lets it go. "}
        {kept
          ? "It is kept on this computer, so it can still be copied from the list."
          : "The key would stay active with nobody holding it."}
      </DialogText>
      <DialogFooter>
        <Button onClick={closeAnyway}>Close anyway</Button>
        <Button ref={keep} kind="primary" onClick={() => requestClose(null)}>
          Keep it open
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
