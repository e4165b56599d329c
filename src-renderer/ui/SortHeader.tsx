/** The head of a column that a table can be sorted by: a button, and an arrow once it is. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "./class-names.ts";
import styles from "./SortHeader.module.css";

/** What a head needs. */
export interface SortHeaderProps {
  children: string;
  /** How the table is sorted by this column now; null when it is not. */
  direction: "ascending" | "descending" | null;
  onSort: () => void;
  className?: string | undefined;
}

/** A `<th>` to click. */
export function SortHeader({ children, direction, onSort, className }: SortHeaderProps) {
  // Ahead of the first click the arrow only hints, on hover and focus, that there is something to click.
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th scope="col" className={className} aria-sort={direction ?? undefined}>
      <button type="button" className={classNames(styles.head, direction !== null && styles.sorted)} onClick={onSort}>
        {children}
        <Arrow className={styles.arrow} size={12} strokeWidth={2} aria-hidden="true" />
      </button>
    </th>
  );
}
