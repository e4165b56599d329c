/** The live region for short remarks such as "Copied": announced politely, shown for a moment at the foot of the window. */
import { Check, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { classNames } from "./class-names.ts";
import styles from "./RemarkRegion.module.css";

/** A remark to show. */
export interface ShownRemark {
  id: number;
  text: string;
  /** `heard` is announced only; a `failure` stays longer and can be dismissed. */
  tone: "done" | "plain" | "heard" | "failure";
}

const shownForMs = 4000;
/** Two sentences, and what they ask for looked up. */
const failureShownForMs = 15_000;

/** What the region needs. */
export interface RemarkRegionProps {
  remark: ShownRemark | null;
  /** Whether a sidebar stands on the left, which has its own at the foot. */
  beside: boolean;
  onGone: (id: number) => void;
}

/** Always in the document, because a live region that arrives with its words is not announced. */
export function RemarkRegion({ remark, beside, onGone }: RemarkRegionProps) {
  // While somebody looks at it, it stays.
  const [looked, setLooked] = useState<number | null>(null);
  useEffect(() => {
    if (remark === null || looked === remark.id) return;
    const timer = setTimeout(() => onGone(remark.id), remark.tone === "failure" ? failureShownForMs : shownForMs);
    return () => clearTimeout(timer);
  }, [remark, looked, onGone]);

  // In the body, so that it lies over dialogs too; live regions stay heard while a modal hides the rest.
  return createPortal(
    <div className={classNames(styles.region, beside && styles.beside)} role="status" aria-live="polite">
      {remark !== null && (
        <div
          key={remark.id}
          className={classNames(styles.remark, styles[remark.tone])}
          onPointerEnter={() => setLooked(remark.id)}
          onPointerLeave={() => setLooked(null)}
        >
          {remark.tone === "done" && <Check size={16} strokeWidth={2} aria-hidden="true" />}
          {remark.tone === "failure" && <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />}
          <p className={styles.text}>{remark.text}</p>
          {remark.tone === "failure" && (
            <button
              type="button"
              className={styles.dismiss}
              aria-label="Dismiss"
              onFocus={() => setLooked(remark.id)}
              onBlur={() => setLooked(null)}
              onClick={() => onGone(remark.id)}
            >
              <X size={16} strokeWidth={1.75} aria-hidden="true" />
            </button>
          )}
        </div>
      )}
    </div>,
    document.body,
  );
}
