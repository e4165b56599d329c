/** A table whose rows are walked through with the arrows, and of which only the rows in view are drawn once it is long. */
import { type ReactNode, useMemo } from "react";
import { classNames } from "./class-names.ts";
import styles from "./Table.module.css";
import { useRovingRows } from "./use-roving-rows.ts";
import { useRowWindow } from "./use-row-window.ts";

/** What a row is told of its place. */
export interface RowPlace {
  tabIndex: 0 | -1;
  /** `aria-rowindex`, where some rows are not in the document. */
  place: number | undefined;
}

interface LongTableProps<Item> {
  /** What a screen reader calls the table. */
  label: string;
  items: readonly Item[];
  /** There are no more than `items` and those that a filter left out. */
  complete: boolean;
  className: string | undefined;
  /** The `col` elements. */
  columns: ReactNode;
  /** The cells of the head. */
  head: ReactNode;
  /** Draws one as a `tr` with its id as `data-row` and as the key. */
  row: (item: Item, place: RowPlace) => ReactNode;
}

/** The table. */
export function LongTable<Item extends { id: string }>({
  label,
  items,
  complete,
  className,
  columns,
  head,
  row,
}: LongTableProps<Item>) {
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const rows = useRovingRows(ids);
  const drawn = useRowWindow(rows.bodyProps.ref, ids.length, ids.indexOf(rows.current ?? ""));
  const whole = drawn === "all";

  // With rows left out, the table says how many there are and which one each is; the head is the first.
  function draw(item: Item, index: number) {
    const { tabIndex } = rows.rowProps(item.id);
    return row(item, { tabIndex, place: whole ? undefined : index + 2 });
  }

  return (
    <table
      aria-label={label}
      className={classNames(styles.table, className)}
      aria-rowcount={whole ? undefined : complete ? items.length + 1 : -1}
    >
      <colgroup>{columns}</colgroup>
      <thead>
        <tr aria-rowindex={whole ? undefined : 1}>{head}</tr>
      </thead>
      <tbody {...rows.bodyProps}>
        {whole
          ? items.map(draw)
          : drawn.map((stretch) => {
              if (stretch.kind === "gap") return <Gap key={`gap before ${stretch.before}`} height={stretch.height} />;
              const item = items[stretch.index];
              return item && draw(item, stretch.index);
            })}
      </tbody>
    </table>
  );
}

/** The height of rows that are not in the document. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a tabindex cannot have the focus.
    <tr className={styles.gap} aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}
