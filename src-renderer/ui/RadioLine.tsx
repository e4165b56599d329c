/** A few short choices side by side, each a radio button with its word. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useEffect, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./RadioLine.module.css";
import row from "./RadioRow.module.css";

/** What the line can be told. */
export interface RadioLineProps {
  /** What is being chosen. */
  label: string;
  /** Something else on screen says it already. */
  unseen?: boolean;
  /** Null: nothing is chosen yet. */
  value: string | null;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  readOnly?: boolean;
  /** Takes the focus when it appears. */
  autoFocus?: boolean;
}

/** The choices; the arrow keys move through them. */
export function RadioLine({ label, unseen = false, ...props }: RadioLineProps) {
  const { value, choices, onChange, readOnly = false, autoFocus = false } = props;
  const id = useId();
  const group = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!autoFocus) return;
    // The radios learn their places after they are drawn; until then the arrow keys would lead nowhere.
    const frame = requestAnimationFrame(() => {
      const radios = [...(group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
      (radios.find((radio) => radio.ariaChecked === "true") ?? radios[0])?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);

  return (
    <div className={styles.line}>
      {!unseen && (
        <span id={id} className={styles.label}>
          {label}
        </span>
      )}
      <RadioGroup
        ref={group}
        className={styles.choices}
        {...(unseen ? { "aria-label": label } : { "aria-labelledby": id })}
        value={value ?? ""}
        onValueChange={(chosen) => onChange(chosen as string)}
        readOnly={readOnly}
      >
        {choices.map((choice) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's radio holds its input inside.
          <label key={choice.value} className={styles.choice}>
            <Radio.Root
              value={choice.value}
              className={classNames(row.radio, styles.radio)}
              aria-labelledby={`${id}-${choice.value}`}
            >
              <Radio.Indicator className={row.dot} />
            </Radio.Root>
            <span id={`${id}-${choice.value}`}>{choice.label}</span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
