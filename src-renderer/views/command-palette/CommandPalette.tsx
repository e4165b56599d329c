/** The command palette: everything that can be done, found by typing, carried out with Enter. */
import { Search } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { chosenAmong, pressInPalette } from "../../store/command-palette.ts";
import { typeQuery, useCommandPalette } from "../../store/command-palette-state.ts";
import { allRows, commandSections } from "../../store/command-rows.ts";
import { closeDialog, hasDialog, useUi } from "../../store/ui-store.ts";
import { Dialog, DialogTitle } from "../../ui/Dialog.tsx";
import { SearchCombobox } from "../../ui/SearchCombobox.tsx";
import { CommandOptions, listId } from "./CommandOptions.tsx";
import styles from "./CommandPalette.module.css";
import { Foot } from "./Foot.tsx";

/** Open while it is the dialog on screen. */
export function CommandPalette() {
  const open = useUi((ui) => ui.dialog?.kind === "command-palette");
  const field = useRef<HTMLInputElement>(null);

  // What a command opens, or focuses, has the focus next.
  function finalFocus(opener: HTMLElement | null) {
    const taken = hasDialog() || currentApp()?.newKey != null || useCommandPalette.getState().focusMoves;
    return taken ? false : opener;
  }

  return (
    <Dialog palette open={open} onClose={closeDialog} initialFocus={field} finalFocus={finalFocus}>
      <Content field={field} />
    </Dialog>
  );
}

function Content({ field }: { field: React.RefObject<HTMLInputElement | null> }) {
  const app = useApp((state: AppState) => state);
  const selectedKeyId = useUi((ui) => ui.selectedKeyId);
  const { query, chosen, refused, recentAtOpening } = useCommandPalette();
  const sections = commandSections({ app, ui: { selectedKeyId } }, query, recentAtOpening);
  const rows = allRows(sections);
  const row = chosenAmong(rows, { query, chosen });
  const { platform } = app.about;

  return (
    <>
      <div className={styles.heard}>
        <DialogTitle>Command palette</DialogTitle>
      </div>
      <SearchCombobox
        ref={field}
        icon={<Search size={16} strokeWidth={1.75} aria-hidden="true" />}
        label="Search commands"
        placeholder="What would you like to do?"
        listId={listId}
        activeId={row?.id}
        value={query}
        onValueChange={typeQuery}
        onKeyDown={onKeyDown}
      />
      {rows.length > 0 ? (
        <CommandOptions sections={sections} chosenId={row?.id} platform={platform} />
      ) : (
        <p className={styles.nothing}>
          No command matches “<bdi>{query.trim()}</bdi>”.
        </p>
      )}
      <p className={styles.heard} role="status">
        {query.trim() !== "" && countText(rows.length)}
      </p>
      <Foot refused={refused} />
    </>
  );
}

function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
  // Enter and the arrows belong to the input method while it composes; with a modifier keys are the field's own.
  if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.shiftKey && event.key !== "Tab") return;
  // A key held down moves on, but carries out once.
  const repeatedEnter = event.repeat && event.key === "Enter";
  if (repeatedEnter || pressInPalette(event.key)) event.preventDefault();
}

function countText(count: number): string {
  if (count === 0) return "No command found";
  return count === 1 ? "1 command" : `${count} commands`;
}
