/** How long a new key is to be good, and the day on which it stops working. */
import { endOf, expiryChoices } from "../../store/key-expiry.ts";
import { Select } from "../../ui/Select.tsx";
import { dateText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "./GenerateForm.module.css";

const choices = expiryChoices.map(({ days, label }) => ({ value: String(days ?? ""), label }));

/** The field; null is no end. */
export function ExpiryField({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  const now = useNow();
  return (
    <div className={styles.expiry}>
      <span className={styles.words}>
        <span className={styles.label}>Expires</span>
        <span id="expiry-end" className={styles.end}>
          {days === null ? "It works until it is revoked." : `It stops working on ${dateText(endOf(days, now))}.`}
        </span>
      </span>
      <Select
        label="Expires"
        asField
        inDialog
        describedBy="expiry-end"
        value={String(days ?? "")}
        choices={choices}
        onChange={(value) => onChange(value === "" ? null : Number(value))}
      />
    </div>
  );
}
