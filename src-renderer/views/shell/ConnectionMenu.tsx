/** The menu of the switcher: the other servers, and the ways to one more. */
import { Menu } from "@base-ui/react/menu";
import { HardDrive, Plus } from "lucide-react";
import { type ComponentPropsWithoutRef, useLayoutEffect, useRef } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { activateConnection, openLocalWorkspace } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { detailText, initialOf } from "../../store/connection-status.ts";
import { connectionKey } from "../../store/platform.ts";
import { ariaKeys, keysText, ofConnection } from "../../store/shortcuts.ts";
import { hasDialog, openDialog, say } from "../../store/ui-store.ts";
import { MenuChoice, MenuItem, MenuPopup, MenuSeparator } from "../../ui/Menu.tsx";
import { Name } from "../../ui/Name.tsx";
import { Tile } from "../../ui/Tile.tsx";
import styles from "./ConnectionSwitcher.module.css";

/** What the menu takes over from the button that stood in its place. */
export interface ConnectionMenuProps {
  /** The button, without what it does. */
  trigger: ComponentPropsWithoutRef<"button">;
  /** It was pressed: the menu begins open. */
  pressed: boolean;
  /** It had the focus. */
  focused: boolean;
}

/** The button with its menu. */
export function ConnectionMenu({ trigger, pressed, focused }: ConnectionMenuProps) {
  const connections = useApp((app) => app.connections);
  const activeId = useApp((app) => app.activeConnectionId);
  const hasLocal = connections.some(({ kind }) => kind === "local");
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(focused);

  useLayoutEffect(() => {
    if (takesFocus.current) button.current?.focus();
    takesFocus.current = false;
  }, []);

  async function report(action: ReturnType<typeof activateConnection>) {
    const answer = await action;
    if (!answer.ok) say(answer.failure.message);
  }

  return (
    <Menu.Root defaultOpen={pressed}>
      <Menu.Trigger ref={button} {...trigger} />
      <MenuPopup align="start" matchWidth finalFocus={() => (hasDialog() ? false : null)}>
        <Menu.RadioGroup
          value={activeId}
          onValueChange={(id) => id !== activeId && void report(activateConnection(id))}
        >
          {connections.map((connection, at) => (
            <Choice key={connection.id} connection={connection} at={at} />
          ))}
        </Menu.RadioGroup>
        <MenuSeparator />
        {!hasLocal && (
          <MenuItem
            icon={<HardDrive size={16} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() => void report(openLocalWorkspace())}
          >
            Use the Local workspace
          </MenuItem>
        )}
        <MenuItem
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => openDialog({ kind: "connect" })}
        >
          Connect to a server…
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}

function Choice({ connection, at }: { connection: Connection; at: number }) {
  const platform = useApp((app) => app.about.platform);
  const detail = detailText(connection);
  const digit = connectionKey(at);
  const keys = digit === null ? undefined : ofConnection(digit);
  return (
    <MenuChoice
      value={connection.id}
      shortcut={keys && { text: keysText(keys, platform), aria: ariaKeys(keys, platform) }}
    >
      <span className={styles.choice}>
        <Tile letter={initialOf(connection.name)} colour={connection.colour} size={20} />
        <span className={styles.text}>
          <Name className={styles.choiceName}>{connection.name}</Name>
          {detail !== null && <Name className={styles.choiceAddress}>{detail}</Name>}
        </span>
      </span>
    </MenuChoice>
  );
}
