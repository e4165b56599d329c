/** A labelled text field with its hint, counter and error, each tied to the field for assistive technology. */
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import styles from "./TextField.module.css";

/** What a field can be told. */
export interface TextFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "className"> {
  label: string;
  /** Adds "(optional)" to the label. */
  optional?: boolean;
  value: string;
  onValueChange: (value: string) => void;
  /** What is wrong; takes the place of the hint. */
  error?: string | null;
  /** A quiet remark, such as a warning that does not block. */
  hint?: ReactNode;
  /** How full the field is, once that matters. */
  counter?: string | null;
  /** Something between the field and its remarks, such as suggestions. */
  children?: ReactNode;
  /** Monospaced, for addresses. */
  mono?: boolean;
  /** A small button in line with the label; after the field for the keyboard, because it is the rarer way. */
  corner?: ReactNode;
  /** A small button in line with the remarks. */
  aside?: ReactNode;
  /** Keeps a line free for remarks that are sure to come, so that nothing moves when they do. */
  roomy?: boolean;
}

/** A text field. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    optional = false,
    value,
    onValueChange,
    error = null,
    hint,
    counter = null,
    children,
    mono,
    corner,
    aside,
    roomy,
    ...rest
  } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const counterId = `${id}-counter`;
  const note = error ?? hint ?? null;
  const described = [note !== null && noteId, counter !== null && counterId].filter(Boolean).join(" ");

  return (
    <div className={classNames(styles.field, corner !== undefined && styles.cornered)}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}> (optional)</span>}
      </label>
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        id={id}
        className={classNames(styles.input, mono === true && styles.mono)}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        aria-invalid={error !== null || undefined}
        aria-describedby={described || undefined}
      />
      {corner !== undefined && <div className={styles.corner}>{corner}</div>}
      {children}
      {/* Always in the document, so that a late remark is announced; empty it takes no room. */}
      <div className={classNames(styles.below, roomy === true && styles.roomy)}>
        <p id={noteId} className={classNames(styles.note, error !== null && styles.error)} aria-live="polite">
          {note}
        </p>
        {counter !== null && (
          <p id={counterId} className={classNames(styles.counter, error !== null && styles.error)}>
            {counter}
          </p>
        )}
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
    </div>
  );
}
