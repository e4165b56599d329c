/** The modal: scrim, popup, title, text and footer, over Base UI, which traps focus and hides the rest from assistive technology. */
import { AlertDialog as BaseAlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./Dialog.module.css";

/** What a dialog can be told. */
export interface DialogProps {
  open: boolean;
  /** Esc, a click beside it, or a Cancel button; the owner decides whether to close. */
  onClose: () => void;
  /** An alert dialog interrupts: a click beside it does not dismiss it. */
  alert?: boolean;
  size?: "normal" | "wide" | "broad";
  /** A palette stands near the top, is there and gone at once, and brings its own padding. What it opens returns the focus to where it had come from before the palette. */
  palette?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
  /** Where focus goes afterwards, given where it came from (null if that is gone); by default back there. False: something else takes it. */
  finalFocus?: (opener: HTMLElement | null) => HTMLElement | null | false;
  children: ReactNode;
}

/** Where the focus was before each palette, by the palette's popup: a dialog opened from there inherits it. */
const beforePalettes = new WeakMap<Element, Element | null>();

function whereFocusCameFrom(): Element | null {
  const palette = document.activeElement?.closest("[data-palette]") ?? null;
  return palette === null ? document.activeElement : (beforePalettes.get(palette) ?? null);
}

/** A modal dialog. Its children are mounted while it is open or fading. */
export function Dialog({
  open,
  onClose,
  alert = false,
  size = "normal",
  palette = false,
  initialFocus,
  finalFocus,
  children,
}: DialogProps) {
  const Root = alert ? BaseAlertDialog.Root : BaseDialog.Root;
  const opener = useRef<Element | null>(null);

  // Before the popup takes the focus: it is mounted a render later.
  useLayoutEffect(() => {
    if (open) opener.current = whereFocusCameFrom();
  }, [open]);

  function returnFocus(): boolean {
    const from = opener.current;
    const usable =
      from instanceof HTMLElement &&
      from.isConnected &&
      from !== document.body &&
      from.closest('[role="menu"]') === null;
    const back = usable ? from : null;
    const target = finalFocus === undefined ? back : finalFocus(back);
    if (target === false) return false;
    if (target === null) return true;
    // Base UI would go on to the first tabbable element inside; a row of a table is focused itself.
    queueMicrotask(() => target.focus());
    return false;
  }

  return (
    <Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={classNames(styles.backdrop, palette && styles.instant)} forceRender />
        <BaseDialog.Viewport className={styles.viewport}>
          <BaseDialog.Popup
            ref={(popup) => {
              if (popup !== null && palette) beforePalettes.set(popup, opener.current);
            }}
            data-palette={palette ? "" : undefined}
            className={classNames(styles.popup, palette ? styles.palette : styles[size], palette && styles.instant)}
            {...(initialFocus && { initialFocus })}
            finalFocus={returnFocus}
          >
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </Root>
  );
}

/** The dialog's name. */
export function DialogTitle({ children }: { children: ReactNode }) {
  return <BaseDialog.Title className={styles.title}>{children}</BaseDialog.Title>;
}

/** The sentence below the name. */
export function DialogText({ children }: { children: ReactNode }) {
  return <BaseDialog.Description className={styles.text}>{children}</BaseDialog.Description>;
}
