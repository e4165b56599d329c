/** The letter tile that stands for a connection. */
import { classNames } from "./class-names.ts";
import styles from "./Tile.module.css";

/** A tile with one letter in the connection's colour (styles/connection-colours.css knows their names); neutral without one. The name beside it says the same. */
export function Tile({ letter, colour, size = 28 }: { letter: string; colour: string | null; size?: 20 | 28 | 36 }) {
  return (
    <span
      className={classNames(styles.tile, styles[`size${size}`])}
      data-connection={colour ?? undefined}
      aria-hidden="true"
    >
      {letter}
    </span>
  );
}
