/** The field that filters a table: Escape empties it, and the arrow down leads into the rows. */
import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { classNames } from "./class-names.ts";
import styles from "./FilterField.module.css";

interface FilterFieldProps {
  text: string;
  onChange: (text: string) => void;
  /** Escape in the field; the owner empties or closes it. Answers whether that was all Escape is to do. */
  onEscape: (field: HTMLInputElement) => boolean;
  onBlur?: () => void;
  placeholder: string;
  /** Its name for those who do not see it. */
  label: string;
  id?: string;
  field?: RefObject<HTMLInputElement | null>;
  className: string | undefined;
  /** After the text, such as the shortcut. */
  children?: ReactNode;
}

/** The field. */
export function FilterField({
  text,
  onChange,
  onEscape,
  onBlur,
  placeholder,
  label,
  id,
  field,
  className,
  children,
}: FilterFieldProps) {
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" && onEscape(event.currentTarget)) event.stopPropagation();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("tr[data-row]")?.focus();
    }
  }

  return (
    <div className={classNames(styles.field, className)}>
      <Search size={14} strokeWidth={1.75} aria-hidden="true" />
      <input
        ref={field}
        id={id}
        className={styles.input}
        type="text"
        value={text}
        placeholder={placeholder}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {children}
    </div>
  );
}
