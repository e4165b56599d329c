/** A connection's colour beside its name, where there is no room for a tile. */
import styles from "./ColourDot.module.css";

/** A small square, so that it is not taken for a dot that says how something stands; empty without a colour. */
export function ColourDot({ colour }: { colour: string | null }) {
  return <span className={styles.dot} data-connection={colour ?? undefined} aria-hidden="true" />;
}
