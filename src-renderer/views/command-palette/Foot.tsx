/** The command palette's foot: what the keyboard does, or why the row just taken cannot be carried out. */
import { Info } from "lucide-react";
import type { CommandPaletteState } from "../../store/command-palette-state.ts";
import { KeyHints } from "../../ui/KeyHints.tsx";
import styles from "./CommandPalette.module.css";

const hints = [
  { keys: ["↑", "↓"], does: "choose" },
  { keys: ["↵"], does: "do it" },
  { keys: ["Esc"], does: "close" },
] as const;

/** The foot. */
export function Foot({ refused }: { refused: CommandPaletteState["refused"] }) {
  return (
    <div className={styles.foot}>
      {/* Always there, because a live region that arrives with its words is not announced. */}
      <div role="alert" hidden={refused === null} className={styles.refusal}>
        {refused !== null && (
          <>
            <Info key={refused.id} size={14} strokeWidth={1.75} aria-hidden="true" />
            <p key={`${refused.id} said`}>{refused.reason}</p>
          </>
        )}
      </div>
      {refused === null && <KeyHints hints={hints} />}
    </div>
  );
}
