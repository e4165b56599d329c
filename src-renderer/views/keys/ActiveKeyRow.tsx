/** One active key: its facts, Revoke, and a menu; Enter opens the menu, F2 renames, Delete revokes. */
import { Menu } from "@base-ui/react/menu";
import { Ellipsis, PencilLine, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { isIdle } from "../../store/key-use.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { MenuItem, MenuPopup } from "../../ui/Menu.tsx";
import { Time } from "../../ui/Time.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { RovingRows } from "../../ui/use-roving-rows.ts";
import styles from "./KeyTable.module.css";
import { NameCell } from "./NameCell.tsx";

/** What a row needs from its table. */
export interface ActiveKeyRowProps {
  apiKey: ApiKey;
  rowProps: ReturnType<RovingRows["rowProps"]>;
  menuOpen: boolean;
  onMenuOpenChange: (open: boolean) => void;
}

/** A row of the active table. */
export function ActiveKeyRow({ apiKey, rowProps, menuOpen, onMenuOpenChange }: ActiveKeyRowProps) {
  const now = useNow();
  const block = useApp(changeBlock);
  const row = useRef<HTMLTableRowElement>(null);
  const openedFromRow = useRef(false);
  const title = keyTitle(apiKey);
  const explain = () => block !== null && say(block);
  const revoke = () => (block === null ? openDialog({ kind: "revoke", keyId: apiKey.id }) : explain());
  const rename = () => (block === null ? openDialog({ kind: "rename", keyId: apiKey.id }) : explain());

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== row.current) return;
    const act = { Enter: openMenu, " ": openMenu, Delete: revoke, Backspace: revoke, F2: rename }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  function openMenu() {
    openedFromRow.current = true;
    onMenuOpenChange(true);
  }

  return (
    <tr {...rowProps} ref={row} onKeyDown={onKeyDown}>
      <NameCell apiKey={apiKey} />
      <td className={classNames(styles.keyCell, styles.hint, styles.key)}>{keyHint(apiKey)}</td>
      <td>
        <Time at={apiKey.createdAt} as="age" className={styles.time} />
      </td>
      <td>
        <LastUse apiKey={apiKey} idle={isIdle(apiKey, now)} />
      </td>
      <td className={styles.actionsCell}>
        <div className={styles.actions}>
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
          <Menu.Root
            open={menuOpen}
            onOpenChange={(open) => {
              if (open) openedFromRow.current = false;
              onMenuOpenChange(open);
            }}
          >
            <Menu.Trigger
              render={
                <Button
                  kind="quiet"
                  size="small"
                  className={styles.more}
                  aria-label={`More for ${title}`}
                  icon={<Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />}
                />
              }
            />
            <MenuPopup finalFocus={() => (openedFromRow.current ? row.current : null)}>
              <MenuItem
                icon={<PencilLine size={16} strokeWidth={1.75} aria-hidden="true" />}
                shortcut="F2"
                disabled={block !== null}
                onClick={rename}
              >
                Rename
              </MenuItem>
              <MenuItem
                danger
                icon={<Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />}
                shortcut="Del"
                disabled={block !== null}
                onClick={revoke}
              >
                Revoke…
              </MenuItem>
            </MenuPopup>
          </Menu.Root>
        </div>
      </td>
    </tr>
  );
}

function LastUse({ apiKey, idle }: { apiKey: ApiKey; idle: boolean }) {
  const look = classNames(styles.time, idle && styles.idle);
  if (apiKey.lastUsedAt === null) return <span className={look}>Never</span>;
  return <Time at={apiKey.lastUsedAt} as="use" className={look} />;
}
