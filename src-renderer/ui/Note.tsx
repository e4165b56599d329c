/** A washed box inside a page or dialog: a warning, a failure, or a plain remark. */
import { Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./Note.module.css";

/** A washed box. A failure is announced at once. */
export function Note({ tone, children }: { tone: "plain" | "warning" | "failure"; children: ReactNode }) {
  const Icon = tone === "plain" ? Info : TriangleAlert;
  return (
    <div className={classNames(styles.note, styles[tone])} role={tone === "failure" ? "alert" : undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.text}>{children}</div>
    </div>
  );
}
