/** What the menu says of the connections: their names in their order, the first nine with a shortcut. Pure. */
import type { AppState } from "../../src-preload/contract/app.ts";

/** One connection in the menu. */
export interface ConnectionItem {
  connectionId: string;
  label: string;
  /** In Electron's notation; none from the tenth on. */
  accelerator: string | null;
  checked: boolean;
}

/** What the items depend on; anything else may change without a new menu. */
export type MenuView = Pick<AppState, "connections" | "activeConnectionId">;

/** The items for a state. */
export function connectionItems({ connections, activeConnectionId }: MenuView): ConnectionItem[] {
  return connections.map(({ id, name }, at) => ({
    connectionId: id,
    // A single ampersand would be taken for a mnemonic: https://www.electronjs.org/docs/latest/api/menu-item
    label: name.replaceAll("&", "&&"),
    accelerator: at < 9 ? `CmdOrCtrl+${at + 1}` : null,
    checked: id === activeConnectionId,
  }));
}
