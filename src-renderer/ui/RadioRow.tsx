/** One of several choices as a row with a radio button, its words, and what belongs to it below; for a Base UI RadioGroup. */
import { Radio } from "@base-ui/react/radio";
import { type ReactNode, useId } from "react";
import styles from "./RadioRow.module.css";

/** What a row can be told. */
export interface RadioRowProps {
  value: string;
  label: string;
  /** A quieter line below the label. */
  detail: string;
  /** Belongs to this choice, such as its fields; outside the label, so that a click there chooses nothing. */
  children?: ReactNode;
}

/** A row. */
export function RadioRow({ value, label, detail, children }: RadioRowProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Base UI's radio holds its input inside. */}
      <label className={styles.choice}>
        <Radio.Root
          value={value}
          className={styles.radio}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-detail`}
        >
          <Radio.Indicator className={styles.dot} />
        </Radio.Root>
        <span className={styles.words}>
          <span id={`${id}-label`} className={styles.label}>
            {label}
          </span>
          <span id={`${id}-detail`} className={styles.detail}>
            {detail}
          </span>
        </span>
      </label>
      {children}
    </div>
  );
}
