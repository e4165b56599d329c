/** A small field for a whole number with its unit; what is typed counts once the field is left or Enter is pressed. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import styles from "./NumberField.module.css";

/** What a field can be told. Its words stand elsewhere and are tied to it by their ids. */
export interface NumberFieldProps {
  id: string;
  value: number;
  least: number;
  most: number;
  /** Behind the field: "days". */
  unit: string;
  onChange: (value: number) => void;
  /** Something else than a whole number in these bounds was typed; the field shows the value again. */
  onRefused: () => void;
  "aria-describedby"?: string;
}

/** A number field. */
export function NumberField({ value, least, most, unit, onChange, onRefused, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  function take() {
    if (typed === null) return;
    setTyped(null);
    const wanted = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    if (!(wanted >= least && wanted <= most)) onRefused();
    else if (wanted !== value) onChange(wanted);
  }

  // A shortcut that leads elsewhere takes the field away without its being left.
  const leave = useRef(take);
  useEffect(() => {
    leave.current = take;
  });
  useEffect(() => () => leave.current(), []);

  function step(by: number) {
    setTyped(null);
    const next = Math.min(most, Math.max(least, value + by));
    if (next !== value) onChange(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") take();
    if (event.key === "Escape" && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || typed !== null) return;
    event.preventDefault();
    step(by);
  }

  return (
    <span className={styles.field}>
      <input
        {...rest}
        className={styles.input}
        type="text"
        inputMode="numeric"
        role="spinbutton"
        aria-valuenow={value}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuetext={`${value} ${unit}`}
        autoComplete="off"
        maxLength={6}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={take}
      />
      <span className={styles.unit}>{unit}</span>
    </span>
  );
}
