/** The palette's list: a row for each kept key that fits the search. */
import { useEffect, useRef } from "react";
import { keyHint, keyTitle, untitled } from "../../store/key-text.ts";
import type { PaletteRow } from "../../store/palette-rows.ts";
import { choose, copy } from "../../store/palette-store.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { Name } from "../../ui/Name.tsx";
import { absoluteText, usedText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import { ConnectionName } from "./ConnectionName.tsx";
import styles from "./KeyOptions.module.css";

/** The list's id, for the field that controls it. */
export const listId = "kept-keys";

/** The rows. `withConnection`: they are of several connections, so each names its own. */
export function KeyOptions({
  rows,
  chosenId,
  copyingId,
  withConnection,
  room,
}: {
  rows: readonly PaletteRow[];
  chosenId: string | undefined;
  copyingId: string | null;
  withConnection: boolean;
  /** Changes when the list gets another height: the chosen row stays in view. */
  room: unknown;
}) {
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the occasions.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosenId, room]);

  return (
    <div ref={list} id={listId} className={styles.list} role="listbox" aria-label="Kept keys" tabIndex={-1}>
      {rows.map((row) => (
        <KeyOption
          key={row.id}
          row={row}
          chosen={row.id === chosenId}
          copying={row.id === copyingId}
          withConnection={withConnection}
        />
      ))}
    </div>
  );
}

function KeyOption({
  row,
  chosen,
  copying,
  withConnection,
}: {
  row: PaletteRow;
  chosen: boolean;
  copying: boolean;
  withConnection: boolean;
}) {
  const { name, lastUsedAt, start, last4 } = row.key;
  const used = useUse(lastUsedAt);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and hears Enter (listen-for-keyboard.ts).
    <div
      id={row.id}
      className={styles.option}
      role="option"
      aria-selected={chosen}
      aria-label={`${keyTitle(row.key)}, ${start}…${last4}, ${row.connection.name}, ${used}`}
      tabIndex={-1}
      // Only a mouse that moves chooses: one that lies where the palette comes up does not.
      onPointerMove={(event) => (event.movementX !== 0 || event.movementY !== 0) && choose(row.id)}
      onClick={() => void copy(row)}
    >
      <span className={styles.what}>
        <span className={styles.line}>
          {name === null ? (
            <span className={styles.untitled}>{untitled}</span>
          ) : (
            <Name className={styles.name}>{name}</Name>
          )}
          <span className={styles.hint}>{keyHint(row.key)}</span>
        </span>
        {withConnection && <ConnectionName connection={row.connection} />}
      </span>
      {copying ? (
        <span className={styles.use}>Copying…</span>
      ) : (
        <span className={styles.use} title={lastUsedAt === null ? undefined : absoluteText(lastUsedAt)}>
          {used}
        </span>
      )}
      {chosen && <Kbd>↵</Kbd>}
    </div>
  );
}

/** "used 2 minutes ago", "never used". */
function useUse(lastUsedAt: string | null): string {
  const now = useNow();
  return lastUsedAt === null ? "never used" : `used ${usedText(lastUsedAt, now)}`;
}
