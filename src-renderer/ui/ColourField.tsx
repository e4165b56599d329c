/** A labelled row of colours to choose one of: a radio group whose colours have names, with the chosen one's in sight. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { Check } from "lucide-react";
import { useId } from "react";
import styles from "./ColourField.module.css";
import field from "./TextField.module.css";

/** What the field can be told. */
export interface ColourFieldProps<Colour extends string> {
  label: string;
  value: Colour;
  /** Each colour with what it is called. */
  choices: readonly { value: Colour; name: string }[];
  onChange: (value: Colour) => void;
  readOnly?: boolean;
}

/** A colour field; the arrow keys move through it. */
export function ColourField<Colour extends string>(props: ColourFieldProps<Colour>) {
  const { label, value, choices, onChange, readOnly = false } = props;
  const id = useId();
  return (
    <div className={field.field}>
      <p className={styles.head}>
        <span id={id} className={field.label}>
          {label}
        </span>
        <span className={styles.name} aria-hidden="true">
          {choices.find((choice) => choice.value === value)?.name}
        </span>
      </p>
      <RadioGroup
        className={styles.row}
        aria-labelledby={id}
        value={value}
        onValueChange={(chosen) => onChange(chosen as Colour)}
        readOnly={readOnly}
      >
        {choices.map((choice) => (
          <Radio.Root
            key={choice.value}
            value={choice.value}
            className={styles.colour}
            data-connection={choice.value}
            aria-label={choice.name}
            title={choice.name}
          >
            <Radio.Indicator className={styles.tick}>
              <Check size={16} strokeWidth={2.5} aria-hidden="true" />
            </Radio.Indicator>
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
