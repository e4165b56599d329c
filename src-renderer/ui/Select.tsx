/** A small select, in a line of text or as a field of its own, over Base UI. */
import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { classNames } from "./class-names.ts";
import styles from "./Select.module.css";

/** One choice. */
export interface SelectChoice {
  value: string;
  label: string;
}

/** What a select can be told. */
export interface SelectProps {
  /** Stands before the value, as in "Warehouse: Rotterdam"; a field is only called so. */
  label: string;
  /** Bordered, without its label and the bare values; for a row that has its own words. */
  asField?: boolean;
  /** In a dialog, which is modal itself: a second modal would fight over the focus. */
  inDialog?: boolean;
  id?: string;
  describedBy?: string;
  value: string;
  choices: readonly SelectChoice[];
  onChange: (value: string) => void;
}

/** A select. */
export function Select({
  label,
  asField = false,
  inDialog = false,
  id,
  describedBy,
  value,
  choices,
  onChange,
}: SelectProps) {
  return (
    <BaseSelect.Root
      items={[...choices]}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      modal={asField && !inDialog}
    >
      <BaseSelect.Trigger
        id={id}
        className={classNames(styles.trigger, asField && styles.asField)}
        aria-label={label}
        aria-describedby={describedBy}
      >
        {!asField && <span className={styles.label}>{label}:</span>}
        <BaseSelect.Value className={styles.value} title={choices.find((choice) => choice.value === value)?.label} />
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className={styles.positioner}
          alignItemWithTrigger={false}
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <BaseSelect.Popup className={styles.popup}>
            <BaseSelect.List className={styles.list}>
              {choices.map((choice) => (
                <BaseSelect.Item key={choice.value} value={choice.value} className={styles.item}>
                  <BaseSelect.ItemText className={styles.text} title={choice.label}>
                    {choice.label}
                  </BaseSelect.ItemText>
                  <span className={styles.id}>{!asField && choice.value}</span>
                  <span className={styles.tick}>
                    <BaseSelect.ItemIndicator>
                      <Check size={16} strokeWidth={2} aria-hidden="true" />
                    </BaseSelect.ItemIndicator>
                  </span>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
