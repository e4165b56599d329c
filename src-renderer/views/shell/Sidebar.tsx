/** The left edge of the window: which server this is, the places to look at, and Settings in the bottom-left corner. */
import { Settings as Gear, History, LayoutDashboard, Search } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { runCommand } from "../../store/commands.ts";
import { anywhere, ariaKeys, keysText } from "../../store/shortcuts.ts";
import { type Place, showActivity, showOverview, useUi } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { ClipboardHold } from "./ClipboardHold.tsx";
import { ConnectionSwitcher } from "./ConnectionSwitcher.tsx";
import styles from "./Sidebar.module.css";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The sidebar. */
export function Sidebar() {
  const platform = useApp((app) => app.about.platform);
  const matters = useApp((app) => app.attention.length);
  const settings = useRef<HTMLButtonElement>(null);
  return (
    <nav className={styles.sidebar} aria-label="Keyrack">
      <div className={styles.top}>
        <ConnectionSwitcher />
        <div className={styles.places}>
          <Item place="overview" label="Overview" icon={<LayoutDashboard {...icon} />} onClick={showOverview}>
            {matters > 0 && <Count of={matters} />}
          </Item>
          <Item place="activity" label="Activity" icon={<History {...icon} />} onClick={() => showActivity()} />
        </div>
      </div>
      <div className={styles.bottom}>
        <ClipboardHold heir={() => settings.current} />
        <Item
          label="Commands"
          icon={<Search {...icon} />}
          keys={ariaKeys(anywhere.palette, platform)}
          onClick={() => runCommand("palette")}
        >
          <Kbd>{keysText(anywhere.palette, platform)}</Kbd>
        </Item>
        <Item
          ref={settings}
          place="settings"
          label="Settings"
          icon={<Gear {...icon} />}
          keys={ariaKeys(anywhere.settings, platform)}
          onClick={() => useUi.setState({ place: "settings" })}
        >
          <Kbd>{keysText(anywhere.settings, platform)}</Kbd>
        </Item>
      </div>
    </nav>
  );
}

/** How many things need a look; said in words, since a bare figure would only be heard as part of the name. */
function Count({ of: count }: { of: number }) {
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span className={styles.heard}>{count === 1 ? "1 needs attention" : `${count} need attention`}</span>
    </span>
  );
}

interface ItemProps {
  /** The place it leads to; none for a button that does something else. */
  place?: Place;
  label: string;
  icon: ReactNode;
  onClick: () => void;
  /** `aria-keyshortcuts`. */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
  /** What stands at the right edge. */
  children?: ReactNode;
}

function Item({ place, label, icon: picture, onClick, keys, ref, children }: ItemProps) {
  const here = useUi((ui) => place !== undefined && ui.place === place);
  return (
    <button
      ref={ref}
      type="button"
      className={classNames(styles.item, here && styles.here)}
      aria-current={here ? "page" : undefined}
      aria-keyshortcuts={keys}
      onClick={onClick}
    >
      {picture}
      <span className={styles.label}>{label}</span>
      {children}
    </button>
  );
}
