/** Where focus goes when what had it is gone: to the key's row, else to the next one, else to the button that makes keys. */

/** The row of a key, unless it is no longer active or is about to go. */
export function rowOf(keyId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(keyId)}"]`);
}

/** The nearest thing to focus once a key has left the active table. */
export function nearestRowTo(keyId: string): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>('[aria-labelledby="active-keys"] tr[data-row]')];
  return rows.find((row) => row.getAttribute("data-row") !== keyId) ?? generateButton();
}

/** The button "Generate New Key". */
export function generateButton(): HTMLElement | null {
  return document.getElementById("generate-new-key");
}

/** The next button that forgets a kept key in Settings; without one, the tab on show. */
export function nearestForget(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>("[data-kept-key] button") ??
    document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
  );
}
