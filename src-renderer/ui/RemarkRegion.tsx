/** The live region for short remarks such as "Copied": announced politely, shown for a moment at the foot of the window. */
import { Check } from "lucide-react";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { classNames } from "./class-names.ts";
import styles from "./RemarkRegion.module.css";

/** A remark to show. */
export interface ShownRemark {
  id: number;
  text: string;
  /** `heard` is announced only. */
  tone: "done" | "plain" | "heard";
}

const shownForMs = 4000;

/** Always in the document, because a live region that arrives with its words is not announced. */
export function RemarkRegion({ remark, onGone }: { remark: ShownRemark | null; onGone: (id: number) => void }) {
  useEffect(() => {
    if (remark === null) return;
    const timer = setTimeout(() => onGone(remark.id), shownForMs);
    return () => clearTimeout(timer);
  }, [remark, onGone]);

  // In the body, so that it lies over dialogs too; live regions stay heard while a modal hides the rest.
  return createPortal(
    <div className={styles.region} role="status" aria-live="polite">
      {remark !== null && (
        <p key={remark.id} className={classNames(styles.remark, remark.tone === "heard" && styles.heard)}>
          {remark.tone === "done" && <Check size={16} strokeWidth={2} aria-hidden="true" />}
          {remark.text}
        </p>
      )}
    </div>,
    document.body,
  );
}
