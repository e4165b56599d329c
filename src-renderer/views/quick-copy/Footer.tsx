/** The palette's foot: what the keyboard does, and when a copied key leaves the clipboard. */
import type { ClearAfter } from "../../../src-preload/contract/preferences.ts";
import { KeyHints } from "../../ui/KeyHints.tsx";
import styles from "./QuickCopy.module.css";

/** The id of the foot in words, for the field it describes. */
export const footerId = "quick-copy-help";

/** The foot. */
export function Footer({ clearAfter }: { clearAfter: ClearAfter }) {
  const clearing = clearingText(clearAfter);
  return (
    <div className={styles.foot}>
      <p id={footerId} className={styles.heard}>
        Enter copies, Esc closes. A copied key {clearAfter === 0 ? clearing : `is ${clearing}`}.
      </p>
      <KeyHints
        hints={[
          { keys: ["↑", "↓"], does: "choose" },
          { keys: ["↵"], does: "copy" },
          { keys: ["Esc"], does: "close" },
        ]}
      />
      <p aria-hidden="true">{clearing}</p>
    </div>
  );
}

/** "cleared after 30 s", "cleared after 5 min", "stays on the clipboard". */
export function clearingText(seconds: ClearAfter): string {
  if (seconds === 0) return "stays on the clipboard";
  return `cleared after ${seconds < 60 ? `${seconds} s` : `${seconds / 60} min`}`;
}
