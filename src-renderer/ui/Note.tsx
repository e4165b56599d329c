/** A washed box inside a page or dialog: a warning, a failure, or a plain remark. */
import { Info, TriangleAlert } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./Note.module.css";

/** A washed box. A failure is announced at once, and in a dialog higher than the window scrolled to. */
export function Note({ tone, children }: { tone: "plain" | "warning" | "failure"; children: ReactNode }) {
  const Icon = tone === "plain" ? Info : TriangleAlert;
  const box = useRef<HTMLDivElement>(null);

  // A page is not scrolled: there a failure may be as old as the page.
  useLayoutEffect(() => {
    const inDialog = box.current?.closest("[role=dialog], [role=alertdialog]") != null;
    if (tone === "failure" && inDialog) box.current?.scrollIntoView({ block: "nearest" });
  }, [tone]);

  return (
    <div ref={box} className={classNames(styles.note, styles[tone])} role={tone === "failure" ? "alert" : undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.text}>{children}</div>
    </div>
  );
}
