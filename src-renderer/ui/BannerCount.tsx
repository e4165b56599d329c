/** Words with a figure that counts, for banners: nothing beside them moves, and nobody hears them each second. */
import styles from "./Banner.module.css";

/** `text` in a box for `widest`. */
export function BannerCount({ text, widest }: { text: string; widest: string }) {
  return (
    <span className={styles.counting} data-widest={widest} role="timer" aria-live="off">
      <span>{text}</span>
    </span>
  );
}
