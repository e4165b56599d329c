/** The dot beside a connection's state; the word beside it says the same, so colour is never alone. */
import { classNames } from "./class-names.ts";
import styles from "./StatusDot.module.css";

/** Green and full when good, hollow when off, dim while busy. */
export function StatusDot({ tone }: { tone: "good" | "busy" | "off" }) {
  return <span className={classNames(styles.dot, styles[tone])} aria-hidden="true" />;
}
