/** The letter tile that stands for a connection. */
import { classNames } from "./class-names.ts";
import styles from "./Tile.module.css";

/** A tile with one letter; brass for the connection on screen, neutral for others. */
export function Tile({ letter, active = true, size = 28 }: { letter: string; active?: boolean; size?: 20 | 28 | 36 }) {
  return (
    <span className={classNames(styles.tile, active && styles.active, styles[`size${size}`])} aria-hidden="true">
      {letter}
    </span>
  );
}
