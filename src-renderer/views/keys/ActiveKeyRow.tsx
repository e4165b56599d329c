/** One active key: its facts, Copy where it is kept, Revoke, and a menu; Enter opens the menu, C copies, U shows how to use it, F2 renames, R rotates, Delete revokes. */
import { type KeyboardEvent, useRef } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { cannot, knowsUse, useCan } from "../../store/capabilities.ts";
import { referenceTo } from "../../store/kept.ts";
import { keyHint, keyTitle, rowLabel } from "../../store/key-text.ts";
import { isIdle } from "../../store/key-use.ts";
import { rotateRefusal } from "../../store/rotations.ts";
import { rowShortcut } from "../../store/shortcuts.ts";
import { hasDialog, openDialog, say, showActivity } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Time } from "../../ui/Time.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { RovingRowProps } from "../../ui/use-roving-rows.ts";
import { ActiveKeyMenu } from "./ActiveKeyMenu.tsx";
import { CopyKeptButton } from "./CopyKeptButton.tsx";
import { isCopyPress } from "./copy-press.ts";
import styles from "./KeyTable.module.css";
import { NameCell } from "./NameCell.tsx";
import { useCopyKept } from "./use-copy-kept.ts";

/** What a row needs from its table. */
export interface ActiveKeyRowProps {
  apiKey: ApiKey;
  /** Whether there is a column for the last use. */
  withUse: boolean;
  rowProps: RovingRowProps;
  menuOpen: boolean;
  onMenuOpenChange: (open: boolean) => void;
}

/** A row of the active table. */
export function ActiveKeyRow({ apiKey, withUse, rowProps, menuOpen, onMenuOpenChange }: ActiveKeyRowProps) {
  const now = useNow();
  const block = useApp(changeBlock);
  const thresholds = useApp((app) => app.preferences.attention);
  const refusal = useApp((app) => rotateRefusal(app, apiKey.id));
  const copying = useCopyKept(apiKey);
  const row = useRef<HTMLTableRowElement>(null);
  const openedFromRow = useRef(false);
  const title = keyTitle(apiKey);
  const explain = () => block !== null && say(block);
  const revoke = () => (block === null ? openDialog({ kind: "revoke", keyId: apiKey.id }) : explain());
  const renamable = useCan("rename");
  const withActivity = useCan("audit");
  function rename() {
    if (!renamable) say(cannot.rename);
    else if (block === null) openDialog({ kind: "rename", keyId: apiKey.id });
    else explain();
  }
  const rotate = () => (refusal === null ? openDialog({ kind: "rotate", keyId: apiKey.id }) : say(refusal));
  const use = () => openDialog({ kind: "use", keyId: apiKey.id });
  const addValue = () => openDialog({ kind: "add-value", keyId: apiKey.id });

  function forget() {
    const app = currentApp();
    const reference = app && referenceTo(app, apiKey.id);
    if (reference !== null) openDialog({ kind: "forget", keys: [reference] });
  }

  function copy() {
    if (copying.kept) void copying.copy();
    else say("Not kept on this computer. “Add key value…” in the menu keeps it.");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== row.current) return;
    const pressed = event.ctrlKey || event.metaKey || event.altKey ? null : rowShortcut(event.key);
    const act = isCopyPress(event) ? copy : pressed && { menu: openMenu, copy, use, rename, rotate, revoke }[pressed];
    if (!act) return;
    event.preventDefault();
    if (!event.repeat) act();
  }

  function openMenu() {
    openedFromRow.current = true;
    onMenuOpenChange(true);
  }

  return (
    <tr {...rowProps} ref={row} aria-label={rowLabel(apiKey)} onKeyDown={onKeyDown}>
      <NameCell apiKey={apiKey} />
      <td className={classNames(styles.keyCell, styles.hint, styles.key)} title={keyHint(apiKey)}>
        {keyHint(apiKey)}
      </td>
      <td className={withUse ? styles.createdCell : undefined}>
        <Time at={apiKey.createdAt} as="age" className={styles.time} />
      </td>
      {withUse && (
        <td>
          <LastUse apiKey={apiKey} idle={isIdle(apiKey, thresholds, now)} />
          <span className={styles.createdBelow}>
            created <Time at={apiKey.createdAt} as="age" />
          </span>
        </td>
      )}
      <td className={styles.actionsCell}>
        <div className={styles.actions}>
          {copying.kept && <CopyKeptButton title={title} copying={copying} row={row} />}
          <Button
            kind="danger-text"
            size="small"
            aria-label={`Revoke ${title}`}
            title={block ?? undefined}
            blocked={block !== null}
            onBlockedClick={explain}
            onClick={revoke}
          >
            Revoke
          </Button>
          <ActiveKeyMenu
            title={title}
            open={menuOpen}
            onOpenChange={(open) => {
              if (open) openedFromRow.current = false;
              onMenuOpenChange(open);
            }}
            finalFocus={() => !hasDialog() && (openedFromRow.current ? row.current : null)}
            kept={copying.kept}
            block={block}
            rotateBlock={refusal}
            on={{
              copy,
              use,
              activity: withActivity ? () => showActivity(apiKey.id) : null,
              forget,
              addValue,
              rename: renamable ? rename : null,
              rotate,
              revoke,
            }}
          />
        </div>
      </td>
    </tr>
  );
}

function LastUse({ apiKey, idle }: { apiKey: ApiKey; idle: boolean }) {
  const known = useApp((app) => knowsUse(app, apiKey));
  const look = classNames(styles.time, known && idle && styles.idle);
  if (!known) return <span className={styles.time}>–</span>;
  if (apiKey.lastUsedAt === null) return <span className={look}>Never</span>;
  return <Time at={apiKey.lastUsedAt} as="use" className={look} />;
}
