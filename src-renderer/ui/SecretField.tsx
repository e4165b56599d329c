/**
 * A field for something secret: hidden until the person looks. Its text is in the input alone, because React would copy the
 * value of a controlled input into an attribute of the document.
 */
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type ReactNode, type RefObject, useId, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./SecretField.module.css";
import field from "./TextField.module.css";
import { useEmptiedAtEnd } from "./use-emptied-at-end.ts";

/** What a field can be told. */
export interface SecretFieldProps
  extends Omit<ComponentProps<"input">, "type" | "value" | "defaultValue" | "className" | "ref" | "id"> {
  ref: RefObject<HTMLInputElement | null>;
  label: string;
  /** Adds "(optional)" to the label. */
  optional?: boolean;
  /** What is wrong; takes the place of the hint. */
  error?: string | null;
  hint?: ReactNode;
}

/** A field for a secret; its owner reads it through `ref`, and empties it there. */
export function SecretField({ ref, label, optional = false, error = null, hint, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  useEmptiedAtEnd(ref);
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint ?? null;
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
        {optional && <span className={field.optional}> (optional)</span>}
      </label>
      <div className={styles.box}>
        <input
          {...rest}
          ref={ref}
          id={id}
          type={shown ? "text" : "password"}
          className={classNames(field.input, field.mono, styles.input)}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={error !== null || undefined}
          aria-describedby={note === null ? undefined : noteId}
        />
        <button
          type="button"
          className={styles.show}
          aria-label="Show"
          aria-pressed={shown}
          title={shown ? "Hide" : "Show"}
          onClick={() => setShown(!shown)}
        >
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      {/* Always in the document, so that a late remark is announced. */}
      <div className={field.below}>
        <p id={noteId} className={classNames(field.note, error !== null && field.error)} aria-live="polite">
          {note}
        </p>
      </div>
    </div>
  );
}
