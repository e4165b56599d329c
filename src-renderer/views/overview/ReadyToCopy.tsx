/** The section "Ready to copy": the kept keys of the connection on screen, each one click away from the clipboard. */
import { type RefObject, useRef } from "react";
import type { KeptKey } from "../../../src-preload/contract/kept.ts";
import { useApp } from "../../store/app-store.ts";
import { keptRows } from "../../store/kept.ts";
import { keyHint, keyTitle, untitled } from "../../store/key-text.ts";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { CopyKeptButton } from "../keys/CopyKeptButton.tsx";
import { useCopyKept } from "../keys/use-copy-kept.ts";
import page from "../Page.module.css";
import styles from "./OverviewPage.module.css";

/** The section. */
export function ReadyToCopy() {
  const kept = useApp((app) => app.kept);
  const connections = useApp((app) => app.connections);
  const active = useApp((app) => app.activeConnectionId);
  // A value that turns out to be none goes with its row; the heading is what stays.
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = keptRows(
    kept.filter(({ connectionId }) => connectionId === active),
    connections,
  );
  return (
    <section className={page.section} aria-labelledby="ready-to-copy">
      <div className={styles.head}>
        <h2 id="ready-to-copy" ref={heading} tabIndex={-1} className={page.sectionTitle}>
          Ready to copy
        </h2>
        {rows.length > 0 && <span className={styles.count}>{rows.length}</span>}
      </div>
      {rows.length === 0 ? (
        <p className={classNames(page.card, styles.line)}>
          No key is kept on this computer. Tick “Keep on this computer” when you generate one, and it can be copied from
          here.
        </p>
      ) : (
        <ul className={classNames(page.card, styles.list)}>
          {rows.map(({ key }) => (
            <Kept key={key.keyId} kept={key} heir={heading} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Kept({ kept, heir }: { kept: KeptKey; heir: RefObject<HTMLElement | null> }) {
  const copying = useCopyKept({ id: kept.keyId, name: kept.name });
  return (
    <li className={styles.kept} data-key={kept.keyId}>
      <span className={styles.which}>
        {kept.name === null ? (
          <span className={styles.untitled} title={untitled}>
            {untitled}
          </span>
        ) : (
          <Name className={styles.name}>{kept.name}</Name>
        )}
        <span className={styles.hint} title={keyHint(kept)}>
          {keyHint(kept)}
        </span>
      </span>
      <span className={styles.when}>
        {kept.lastCopiedAt === null ? (
          "not copied yet"
        ) : (
          <>
            copied <Time at={kept.lastCopiedAt} as="age" />
          </>
        )}
      </span>
      <CopyKeptButton title={keyTitle(kept)} copying={copying} row={heir} />
    </li>
  );
}
