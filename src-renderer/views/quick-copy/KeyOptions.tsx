/** The palette's list: a row for each kept key that fits the search. */
import { keyHint, keyTitle, untitled } from "../../store/key-text.ts";
import type { PaletteRow } from "../../store/palette-rows.ts";
import { choose, copy } from "../../store/palette-store.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { Name } from "../../ui/Name.tsx";
import { Option, OptionList } from "../../ui/OptionList.tsx";
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
  return (
    <OptionList id={listId} label="Kept keys" chosenId={chosenId} room={room}>
      {rows.map((row) => (
        <KeyOption
          key={row.id}
          row={row}
          chosen={row.id === chosenId}
          copying={row.id === copyingId}
          withConnection={withConnection}
        />
      ))}
    </OptionList>
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
  const { name, lastUsedAt, retiring } = row.key;
  const used = useUse(row);
  const use = [retiring ? "being replaced" : null, used].filter((part) => part !== null).join(", ");
  const label = [keyTitle(row.key), keyHint(row.key), row.connection.name, used].filter((part) => part !== null);

  return (
    <Option
      id={row.id}
      chosen={chosen}
      label={label.join(", ")}
      onChoose={() => choose(row.id)}
      onTake={() => void copy(row)}
    >
      <span className={styles.what}>
        <span className={styles.line}>
          {name === null ? (
            <span className={styles.untitled}>{untitled}</span>
          ) : (
            <Name className={styles.name}>{name}</Name>
          )}
          <span className={styles.hint} title={keyHint(row.key)}>
            {keyHint(row.key)}
          </span>
        </span>
        {withConnection && <ConnectionName connection={row.connection} />}
      </span>
      {copying ? (
        <span className={styles.use}>Copying…</span>
      ) : (
        <span className={styles.use} title={lastUsedAt === null ? undefined : absoluteText(lastUsedAt)}>
          {use}
        </span>
      )}
      {chosen && <Kbd>↵</Kbd>}
    </Option>
  );
}

/** "used 2 minutes ago", "never used"; null where nobody can say. */
function useUse({ key: { lastUsedAt }, knowsUse }: PaletteRow): string | null {
  const now = useNow();
  if (!knowsUse) return null;
  return lastUsedAt === null ? "never used" : `used ${usedText(lastUsedAt, now)}`;
}
