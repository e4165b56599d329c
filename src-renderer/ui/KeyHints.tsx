/** What the keyboard does here, for the eye, at the foot of a palette. */
import { Kbd } from "./Kbd.tsx";
import styles from "./KeyHints.module.css";

/** Keys and what they do; those who cannot see them hear it in other words. */
export function KeyHints({ hints }: { hints: readonly { keys: readonly string[]; does: string }[] }) {
  return (
    <p className={styles.hints} aria-hidden="true">
      {hints.map(({ keys, does }) => (
        <span key={does} className={styles.hint}>
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {does}
        </span>
      ))}
    </p>
  );
}
