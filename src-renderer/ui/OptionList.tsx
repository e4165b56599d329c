/** The list below a search field: options that the arrows move through while the focus stays in the field. */
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./OptionList.module.css";

/** What the list can be told. */
export interface OptionListProps {
  id: string;
  label: string;
  chosenId: string | undefined;
  /** Changes when the list gets another height: the chosen option stays in view. */
  room?: unknown;
  /** It scrolls more often than not, so the scroll bar has its place in any case. */
  steady?: boolean;
  children: ReactNode;
}

/** The list. */
export function OptionList({ id, label, chosenId, room, steady = false, children }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the occasions.
  useEffect(() => {
    const chosen = list.current?.querySelector("[aria-selected=true]");
    // The first option brings its heading along.
    if (chosen === list.current?.querySelector("[role=option]")) list.current?.scrollTo({ top: 0 });
    else chosen?.scrollIntoView({ block: "nearest" });
  }, [chosenId, room]);

  return (
    <div
      ref={list}
      id={id}
      className={classNames(styles.list, steady && styles.steady)}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
    >
      {children}
    </div>
  );
}

/** What an option can be told. */
export interface OptionProps {
  id: string;
  chosen: boolean;
  /** Its name, where that is not its content. */
  label?: string;
  disabled?: boolean;
  /** The keys that do the same, in the notation of `aria-keyshortcuts`. */
  shortcut?: string | undefined;
  /** The mouse points at it. */
  onChoose: () => void;
  onTake: () => void;
  children: ReactNode;
}

/** One option; the field has the focus and hears the keyboard. */
export function Option({ id, chosen, label, disabled, shortcut, onChoose, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and hears Enter.
    <div
      id={id}
      className={styles.option}
      role="option"
      aria-selected={chosen}
      aria-label={label}
      aria-disabled={disabled}
      aria-keyshortcuts={shortcut}
      tabIndex={-1}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      // Only a mouse that moves chooses: one that lies where the list comes up does not.
      onPointerMove={(event) => (event.movementX !== 0 || event.movementY !== 0) && onChoose()}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
