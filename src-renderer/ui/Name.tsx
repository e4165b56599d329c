/** Text that somebody else wrote, such as a key's name: set apart in direction, cut with an ellipsis, whole on hover. */
import { classNames } from "./class-names.ts";
import styles from "./Name.module.css";

/** A name on one line. `dir="auto"` lets right-to-left names run their own way without turning the row around. */
export function Name({ children, className }: { children: string; className?: string | undefined }) {
  return (
    <bdi dir="auto" title={children} className={classNames(styles.name, className)}>
      {children}
    </bdi>
  );
}
