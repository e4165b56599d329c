/** The menu of an active key's row: all that can be done with it, with the keys that do it on a focused row. */
import { Menu } from "@base-ui/react/menu";
import { ClipboardPaste, Code, Copy, Ellipsis, Eraser, PencilLine, RefreshCw, ScrollText, Trash2 } from "lucide-react";
import { useApp } from "../../store/app-store.ts";
import { keysText, onRow, type RowShortcut } from "../../store/shortcuts.ts";
import { Button } from "../../ui/Button.tsx";
import { MenuItem, MenuPopup, MenuSeparator } from "../../ui/Menu.tsx";
import styles from "./KeyTable.module.css";

/** What the menu needs from its row. */
export interface ActiveKeyMenuProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  finalFocus: () => HTMLElement | null | false;
  /** Whether the key's value is kept on this computer. */
  kept: boolean;
  /** Why the key cannot be changed on the server now; null when it can be. */
  block: string | null;
  /** Why there is no talking about rotating it; null when there is. */
  rotateBlock: string | null;
  /** What the server cannot do at all is null, and no item of the menu. */
  on: Record<"copy" | "use" | "forget" | "addValue" | "rotate" | "revoke", () => void> &
    Record<"activity" | "rename", (() => void) | null>;
}

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The button with three dots, and its menu. */
export function ActiveKeyMenu({
  title,
  open,
  onOpenChange,
  finalFocus,
  kept,
  block,
  rotateBlock,
  on,
}: ActiveKeyMenuProps) {
  const platform = useApp((app) => app.about.platform);
  const keys = (name: RowShortcut) => keysText(onRow[name], platform);
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Trigger
        render={
          <Button
            kind="quiet"
            size="small"
            className={styles.more}
            aria-label={`More for ${title}`}
            icon={<Ellipsis {...icon} />}
          />
        }
      />
      <MenuPopup finalFocus={finalFocus}>
        {kept && (
          <MenuItem icon={<Copy {...icon} />} shortcut={keys("copy")} onClick={on.copy}>
            Copy
          </MenuItem>
        )}
        <MenuItem icon={<Code {...icon} />} shortcut={keys("use")} onClick={on.use}>
          Use…
        </MenuItem>
        {on.rename !== null && (
          <MenuItem icon={<PencilLine {...icon} />} shortcut={keys("rename")} block={block} onClick={on.rename}>
            Rename…
          </MenuItem>
        )}
        <MenuItem icon={<RefreshCw {...icon} />} shortcut={keys("rotate")} block={rotateBlock} onClick={on.rotate}>
          Rotate…
        </MenuItem>
        {kept ? (
          <MenuItem icon={<Eraser {...icon} />} onClick={on.forget}>
            Forget on this computer…
          </MenuItem>
        ) : (
          <MenuItem icon={<ClipboardPaste {...icon} />} onClick={on.addValue}>
            Add key value…
          </MenuItem>
        )}
        {on.activity !== null && (
          <MenuItem icon={<ScrollText {...icon} />} onClick={on.activity}>
            Activity
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 {...icon} />} shortcut={keys("revoke")} block={block} onClick={on.revoke}>
          Revoke…
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
