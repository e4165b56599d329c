/** One setting on a card: its words, its control beside them, and below how the last change failed. */
import type { ReactNode } from "react";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import { Note } from "../../ui/Note.tsx";
import { Switch } from "../../ui/Switch.tsx";
import styles from "./SettingRow.module.css";

/** What a row can be told. */
export interface SettingRowProps {
  /** The label's id is `${id}-label`, the line's `${id}-detail`, and `id` itself is the control's. */
  id: string;
  label: string;
  detail: ReactNode;
  control: ReactNode;
  failure?: Failure | null;
}

/** A row. */
export function SettingRow({ id, label, detail, control, failure = null }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <label id={`${id}-label`} className={styles.label} htmlFor={id}>
          {label}
        </label>
        <p id={`${id}-detail`} className={styles.detail}>
          {detail}
        </p>
      </div>
      <div className={styles.control}>{control}</div>
      {failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{failure.message}</Note>
        </div>
      )}
    </div>
  );
}

/** A row with a switch. */
export function SwitchRow({
  checked,
  onChange,
  blocked = false,
  ...row
}: Omit<SettingRowProps, "control"> & {
  checked: boolean;
  onChange: (checked: boolean) => void;
  blocked?: boolean;
}) {
  return (
    <SettingRow
      {...row}
      control={
        <Switch
          id={row.id}
          checked={checked}
          onChange={onChange}
          blocked={blocked}
          aria-labelledby={`${row.id}-label`}
          aria-describedby={`${row.id}-detail`}
        />
      }
    />
  );
}
