/** A box to tick, with its words beside it and a line that says what comes of it; over Base UI. */
import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import styles from "./Checkbox.module.css";

/** What a checkbox can be told. */
export interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  /** A quieter line below. */
  detail?: string;
  /** Under way: it cannot be changed, but keeps the focus. */
  busy?: boolean;
}

/** A checkbox. */
export function Checkbox({ checked, onChange, label, detail, busy = false }: CheckboxProps) {
  const id = useId();
  return (
    <label className={styles.choice} htmlFor={id}>
      <BaseCheckbox.Root
        id={id}
        className={styles.box}
        checked={checked}
        onCheckedChange={onChange}
        readOnly={busy}
        aria-labelledby={`${id}-label`}
        aria-describedby={detail === undefined ? undefined : `${id}-detail`}
      >
        <BaseCheckbox.Indicator className={styles.tick}>
          <Check size={12} strokeWidth={3} aria-hidden="true" />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className={styles.words}>
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>
        {detail !== undefined && (
          <span id={`${id}-detail`} className={styles.detail}>
            {detail}
          </span>
        )}
      </span>
    </label>
  );
}
