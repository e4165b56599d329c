/** A button that reads like a link, for a rarer way beside a field. */
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import styles from "./LinkButton.module.css";

/** A button in words alone. */
export function LinkButton({ className, ...rest }: ComponentProps<"button">) {
  return <button {...rest} type="button" className={classNames(styles.link, className)} />;
}
