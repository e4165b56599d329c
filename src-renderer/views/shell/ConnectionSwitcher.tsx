/** The switcher at the top of the sidebar: which server is on screen and how it stands, and the way to another. */
import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { useApp } from "../../store/app-store.ts";
import { activeConnection, connectionStatus, initialOf } from "../../store/connection-status.ts";
import { Name } from "../../ui/Name.tsx";
import { StatusDot } from "../../ui/StatusDot.tsx";
import { Tile } from "../../ui/Tile.tsx";
import { useLaterViews } from "../later-views.ts";
import styles from "./ConnectionSwitcher.module.css";

/** The switcher. Its menu is not there in the first moment; whoever is as quick as that has it open as soon as it is. */
export function ConnectionSwitcher() {
  const active = useApp(activeConnection);
  const tone = useApp((app) => connectionStatus(app).tone);
  const text = useApp((app) => connectionStatus(app).text);
  const later = useLaterViews();
  const [pressed, setPressed] = useState(false);
  const [focused, setFocused] = useState(false);
  const name = active?.name ?? "No connection";
  const trigger = {
    id: "connection-switcher",
    className: styles.trigger,
    "aria-label": `Connection: ${name}, ${text}`,
    children: (
      <>
        <Tile letter={initialOf(name)} colour={active?.colour ?? null} />
        <span className={styles.text}>
          <Name className={styles.name}>{name}</Name>
          <span className={styles.status}>
            <StatusDot tone={tone} />
            {text}
          </span>
        </span>
        <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden="true" />
      </>
    ),
  };
  if (later !== null) return <later.ConnectionMenu trigger={trigger} pressed={pressed} focused={focused} />;
  return (
    <button
      type="button"
      {...trigger}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setPressed(true)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    />
  );
}
