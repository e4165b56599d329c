/** A text button in brass, for banners. */
import type { ComponentProps } from "react";
import styles from "./Banner.module.css";

/** A button on a banner; `busy` keeps it from running twice. */
export function BannerButton({ busy = false, onClick, ...rest }: ComponentProps<"button"> & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type="button"
      className={styles.button}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={(event) => !busy && onClick?.(event)}
    />
  );
}
