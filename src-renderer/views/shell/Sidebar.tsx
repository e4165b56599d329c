/** The left edge of the window: which server this is, and the way to Settings in the bottom-left corner. */
import { Settings as Gear } from "lucide-react";
import { useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { ariaShortcut, shortcutText } from "../../store/platform.ts";
import { useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { ClipboardHold } from "./ClipboardHold.tsx";
import { ConnectionSwitcher } from "./ConnectionSwitcher.tsx";
import styles from "./Sidebar.module.css";

/** The sidebar. */
export function Sidebar() {
  const place = useUi((ui) => ui.place);
  const platform = useApp((app) => app.about.platform);
  const here = place === "settings";
  const settings = useRef<HTMLButtonElement>(null);
  return (
    <nav className={styles.sidebar} aria-label="Keyrack">
      <ConnectionSwitcher />
      <div>
        <ClipboardHold heir={() => settings.current} />
        <button
          ref={settings}
          type="button"
          className={classNames(styles.item, here && styles.here)}
          aria-current={here ? "page" : undefined}
          aria-keyshortcuts={ariaShortcut(platform, ",")}
          onClick={() => useUi.setState({ place: "settings" })}
        >
          <Gear size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.label}>Settings</span>
          <Kbd>{shortcutText(platform, ",")}</Kbd>
        </button>
      </div>
    </nav>
  );
}
