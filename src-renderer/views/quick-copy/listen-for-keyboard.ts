/** The palette's keyboard, heard on the whole page, and the mouse kept from taking the focus out of the field. */
import { press } from "../../store/palette-store.ts";

/** Starts listening; answers how to stop. */
export function listenForKeyboard(): () => void {
  document.addEventListener("keydown", onKeyDown);
  document.addEventListener("mousedown", onMouseDown);
  return () => {
    document.removeEventListener("keydown", onKeyDown);
    document.removeEventListener("mousedown", onMouseDown);
  };
}

function onKeyDown(event: KeyboardEvent): void {
  // Enter and the arrows belong to the input method while it composes; with a modifier keys are the field's own.
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.shiftKey && event.key !== "Tab") return;
  // A key held down moves on, but copies once.
  const repeatedEnter = event.repeat && event.key === "Enter";
  if (repeatedEnter || press(event.key)) event.preventDefault();
}

function onMouseDown(event: MouseEvent): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}
