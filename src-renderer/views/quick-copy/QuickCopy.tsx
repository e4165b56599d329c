/** The palette: a field to search in, the kept keys below it, and what the keyboard does at its foot. */
import { useEffect } from "react";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { useAppStore } from "../../store/app-store.ts";
import { onlyConnection, paletteRows } from "../../store/palette-rows.ts";
import { chosenRow, usePalette } from "../../store/palette-store.ts";
import { Note } from "../../ui/Note.tsx";
import { Footer } from "./Footer.tsx";
import { KeyOptions } from "./KeyOptions.tsx";
import { listenForKeyboard } from "./listen-for-keyboard.ts";
import { NothingThere } from "./NothingThere.tsx";
import styles from "./QuickCopy.module.css";
import { SearchField } from "./SearchField.tsx";

/** The palette's content. */
export function QuickCopy() {
  const { app, failure } = useAppStore();
  useEffect(listenForKeyboard, []);

  return (
    <main className={styles.palette}>
      <h1 className={styles.heard}>Quick copy</h1>
      {app !== null && <Keys app={app} />}
      {failure !== null && (
        <div className={styles.lost}>
          <Note tone="failure">{failure.message}</Note>
        </div>
      )}
    </main>
  );
}

function Keys({ app }: { app: AppState }) {
  const { query, chosen, copying, slow, failure } = usePalette();
  const rows = paletteRows(app, query);
  const row = chosenRow(rows, chosen);
  const connection = onlyConnection(app);

  return (
    <>
      <SearchField query={query} activeId={row?.id} connection={connection} />
      {rows.length > 0 ? (
        <KeyOptions
          rows={rows}
          chosenId={row?.id}
          copyingId={slow ? copying : null}
          withConnection={connection === null}
          room={failure?.id}
        />
      ) : (
        <NothingThere query={app.kept.length > 0 ? query : null} />
      )}
      {failure !== null && (
        <div className={styles.failure} key={failure.id}>
          <Note tone="failure">{failure.failure.message}</Note>
        </div>
      )}
      <p className={styles.heard} role="status">
        {slow ? "Copying…" : query !== "" && countText(rows.length)}
      </p>
      <Footer clearAfter={app.preferences.clearAfter} />
    </>
  );
}

function countText(count: number): string {
  if (count === 0) return "No key found";
  return count === 1 ? "1 key" : `${count} keys`;
}
