/** The field at the head of a palette: what is typed searches the list below, and the focus never leaves it. */
import type { KeyboardEvent, ReactNode, Ref } from "react";
import styles from "./SearchCombobox.module.css";

/** What the field can be told. */
export interface SearchComboboxProps {
  ref?: Ref<HTMLInputElement>;
  icon: ReactNode;
  label: string;
  placeholder: string;
  /** The list it controls, and the option in it that Enter takes; undefined where nothing fits. */
  listId: string;
  activeId: string | undefined;
  /** What describes it. */
  describedBy?: string;
  value: string;
  onValueChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** What stands at its end. */
  children?: ReactNode;
}

/** Longer than any name, hint and title together. */
const maxLength = 200;

/** A combobox whose list is always open. */
export function SearchCombobox({
  ref,
  icon,
  label,
  placeholder,
  listId,
  activeId,
  describedBy,
  value,
  onValueChange,
  onKeyDown,
  children,
}: SearchComboboxProps) {
  return (
    <div className={styles.head}>
      {icon}
      <input
        ref={ref}
        className={styles.field}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={activeId !== undefined}
        aria-controls={activeId === undefined ? undefined : listId}
        aria-activedescendant={activeId}
        aria-describedby={describedBy}
        placeholder={placeholder}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {children}
    </div>
  );
}
