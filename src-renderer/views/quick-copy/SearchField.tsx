/** The palette's head: the field that searches, and the connection when all keys are of one. */
import { KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import type { RowConnection } from "../../store/palette-rows.ts";
import { search, usePalette } from "../../store/palette-store.ts";
import { SearchCombobox } from "../../ui/SearchCombobox.tsx";
import { ConnectionName } from "./ConnectionName.tsx";
import { footerId } from "./Footer.tsx";
import { listId } from "./KeyOptions.tsx";
import styles from "./QuickCopy.module.css";

/** The field; what is pressed in it is heard on the whole page (listen-for-keyboard.ts). */
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
    <SearchCombobox
      ref={field}
      icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />}
      label="Search kept keys by name, hint or connection"
      placeholder="Search kept keys"
      listId={listId}
      activeId={activeId}
      describedBy={footerId}
      value={query}
      onValueChange={search}
    >
      {connection !== null && (
        <span className={styles.only}>
          <ConnectionName connection={connection} saysStatus />
        </span>
      )}
    </SearchCombobox>
  );
}
