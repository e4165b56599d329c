/** The switcher at the top of the sidebar: which server is on screen and how it stands, and the way to another. */
import { Menu } from "@base-ui/react/menu";
import { ChevronsUpDown, HardDrive, Plus } from "lucide-react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { activateConnection, openLocalWorkspace } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection, connectionStatus, detailText, initialOf } from "../../store/connection-status.ts";
import { connectionKey } from "../../store/platform.ts";
import { ariaKeys, keysText, ofConnection } from "../../store/shortcuts.ts";
import { hasDialog, openDialog, say } from "../../store/ui-store.ts";
import { MenuChoice, MenuItem, MenuPopup, MenuSeparator } from "../../ui/Menu.tsx";
import { Name } from "../../ui/Name.tsx";
import { StatusDot } from "../../ui/StatusDot.tsx";
import { Tile } from "../../ui/Tile.tsx";
import styles from "./ConnectionSwitcher.module.css";

/** The switcher. */
export function ConnectionSwitcher() {
  const app = useApp((state) => state);
  const active = activeConnection(app);
  const status = connectionStatus(app);
  const hasLocal = app.connections.some(({ kind }) => kind === "local");
  const name = active?.name ?? "No connection";

  async function report(action: ReturnType<typeof activateConnection>) {
    const answer = await action;
    if (!answer.ok) say(answer.failure.message);
  }

  return (
    <Menu.Root>
      <Menu.Trigger
        id="connection-switcher"
        className={styles.trigger}
        aria-label={`Connection: ${name}, ${status.text}`}
      >
        <Tile letter={initialOf(name)} colour={active?.colour ?? null} />
        <span className={styles.text}>
          <Name className={styles.name}>{name}</Name>
          <span className={styles.status}>
            <StatusDot tone={status.tone} />
            {status.text}
          </span>
        </span>
        <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup align="start" matchWidth finalFocus={() => (hasDialog() ? false : null)}>
        <Menu.RadioGroup
          value={app.activeConnectionId}
          onValueChange={(id) => id !== app.activeConnectionId && void report(activateConnection(id))}
        >
          {app.connections.map((connection, at) => (
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
