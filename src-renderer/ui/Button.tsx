/** The button: five weights, two sizes, and a blocked state that can still be reached and explained. */
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import styles from "./Button.module.css";
import { classNames } from "./class-names.ts";
import { Spinner } from "./Spinner.tsx";

/** What a button can be told. */
export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  /** `primary` in ink, `danger` in red; `danger-text` and `quiet` without a border. */
  kind?: "primary" | "secondary" | "danger" | "danger-text" | "quiet";
  size?: "medium" | "small";
  icon?: ReactNode;
  /** Under way: a spinner stands over the words, so that the width stays, and clicks do nothing. */
  busy?: boolean;
  /** Not possible now, but still in the tab order; say why with `aria-describedby`. */
  blocked?: boolean;
  /** Runs instead of `onClick` while blocked, to say why. */
  onBlockedClick?: () => void;
}

/** A button. */
export function Button(props: ButtonProps) {
  const { kind = "secondary", size = "medium", icon, busy = false, blocked = false, ...rest } = props;
  const { onClick, onBlockedClick, className, children, type = "button", ...native } = rest;
  const inert = busy || blocked;

  function click(event: MouseEvent<HTMLButtonElement>) {
    if (!inert) return onClick?.(event);
    // A submit button must not send its form either.
    event.preventDefault();
    if (blocked && !busy) onBlockedClick?.();
  }

  return (
    <button
      {...native}
      type={type}
      className={classNames(styles.button, styles[kind], styles[size], className)}
      onClick={click}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
    >
      {icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
      {busy && (
        <span className={styles.busy}>
          <Spinner />
        </span>
      )}
    </button>
  );
}
