/** The keys kept on this computer, of every connection, and the ways to forget them. */
import { useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { type KeptRow, keptRows } from "../../store/kept.ts";
import { keyHint, keyTitle, untitled } from "../../store/key-text.ts";
import { openDialog } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { nearestForget } from "../keys/focus-after.ts";
import page from "../Page.module.css";
import styles from "./KeptKeys.module.css";

/** The section "Kept on this computer". */
export function KeptKeys() {
  const kept = useApp((app) => app.kept);
  const connections = useApp((app) => app.connections);
  const rows = keptRows(kept, connections);
  return (
    <section className={page.section} aria-labelledby="kept-keys">
      <div className={styles.head}>
        <h2 id="kept-keys" className={page.sectionTitle}>
          Kept on this computer
        </h2>
        {rows.length > 1 && (
          <Button kind="quiet" size="small" onClick={() => openDialog({ kind: "forget", keys: kept.map(referenceOf) })}>
            Forget all on this computer
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className={classNames(page.card, styles.none)}>
          No key is kept. Tick “Keep on this computer” when a key is generated, or choose “Add key value…” in its row.
        </p>
      ) : (
        <ul className={classNames(page.card, styles.list)}>
          {rows.map((row) => (
            <Kept key={`${row.key.connectionId} ${row.key.keyId}`} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

const referenceOf = ({ connectionId, keyId }: KeptRow["key"]) => ({ connectionId, keyId });

function Kept({ row: { key, connection } }: { row: KeptRow }) {
  const item = useRef<HTMLLIElement>(null);
  useFocusHeir(item, nearestForget);
  return (
    <li ref={item} className={styles.row} data-kept-key="" data-key={key.keyId}>
      <div className={styles.what}>
        {key.name === null ? (
          <span className={styles.untitled}>{untitled}</span>
        ) : (
          <Name className={styles.name}>{key.name}</Name>
        )}
        <span className={styles.hint} title={keyHint(key)}>
          {keyHint(key)}
        </span>
      </div>
      <div className={styles.where}>
        <Name className={styles.connection}>{connection}</Name>
        <span className={styles.copied}>
          {key.lastCopiedAt === null ? (
            "never copied from here"
          ) : (
            <>
              copied <Time at={key.lastCopiedAt} as="age" />
            </>
          )}
        </span>
      </div>
      <Button
        size="small"
        aria-label={`Forget ${keyTitle(key)}`}
        onClick={() => openDialog({ kind: "forget", keys: [referenceOf(key)] })}
      >
        Forget
      </Button>
    </li>
  );
}
