/** The palette's head: the field that searches, and the connection when all keys are of one. */
import { KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import type { RowConnection } from "../../store/palette-rows.ts";
import { search, usePalette } from "../../store/palette-store.ts";
import { ConnectionName } from "./ConnectionName.tsx";
import { footerId } from "./Footer.tsx";
import { listId } from "./KeyOptions.tsx";
import styles from "./QuickCopy.module.css";

/** Longer than any name, hint and connection together. */
const maxQueryLength = 200;

/** A combobox whose list is always open; focus stays in it while the arrows move through the list. */
export function SearchField({
  query,
  activeId,
  connection,
}: {
  query: string;
  activeId: string | undefined;
  connection: RowConnection | null;
}) {
  const field = useRef<HTMLInputElement>(null);
  const opening = usePalette((palette) => palette.opening);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every opening puts the focus back into the field.
  useEffect(() => {
    const focus = () => field.current?.focus();
    focus();
    window.addEventListener("focus", focus);
    return () => window.removeEventListener("focus", focus);
  }, [opening]);

  return (
    <div className={styles.head}>
      <KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />
      <input
        ref={field}
        className={styles.field}
        type="text"
        role="combobox"
        aria-label="Search kept keys by name, hint or connection"
        aria-autocomplete="list"
        aria-expanded={activeId !== undefined}
        aria-controls={activeId === undefined ? undefined : listId}
        aria-activedescendant={activeId}
        aria-describedby={footerId}
        placeholder="Search kept keys"
        maxLength={maxQueryLength}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => search(event.target.value)}
      />
      {connection !== null && <ConnectionName connection={connection} saysStatus />}
    </div>
  );
}
