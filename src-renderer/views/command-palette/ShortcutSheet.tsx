/** All shortcuts on one sheet, in two columns; the question mark opens it. */
import { useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { type SheetLine, shortcutSheet } from "../../store/shortcut-sheet.ts";
import { closeDialog, useUi } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import styles from "./ShortcutSheet.module.css";

/** Open while it is the dialog on screen. */
export function ShortcutSheet() {
  const open = useUi((ui) => ui.dialog?.kind === "shortcuts");
  const platform = useApp((app) => app.about.platform);
  const quickCopyShortcut = useApp((app) => app.preferences.quickCopyShortcut);
  const close = useRef<HTMLButtonElement>(null);
  return (
    <Dialog open={open} onClose={closeDialog} size="broad" initialFocus={close}>
      <DialogTitle>Keyboard shortcuts</DialogTitle>
      <div className={styles.columns}>
        {shortcutSheet({ platform, quickCopyShortcut }).map(({ heading, lines }) => (
          <section key={heading} className={styles.section}>
            <h3 className={styles.heading}>{heading}</h3>
            <dl>
              {lines.map((line) => (
                <Line key={line.title} line={line} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <DialogFooter>
        <Button ref={close} onClick={closeDialog}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Line({ line: { title, keys, stretch } }: { line: SheetLine }) {
  return (
    <div className={styles.line}>
      <dt className={styles.title}>{title}</dt>
      <dd className={styles.keys}>
        {keys.map((key, at) => (
          <span key={key} className={styles.key}>
            {stretch && at > 0 && <span className={styles.to}>to</span>}
            <Kbd heard>{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
