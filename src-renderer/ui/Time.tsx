/** A moment as people say it, with the exact time in `datetime` and on hover, kept fresh each minute. */
import { absoluteText, ageText, dateText, usedText } from "./times.ts";
import { useNow } from "./use-now.ts";

/** A moment: its age, when something was last used, or its date. */
export function Time({
  at,
  as,
  className,
}: {
  at: string;
  as: "age" | "use" | "date";
  className?: string | undefined;
}) {
  const now = useNow();
  const text = as === "date" ? dateText(at) : as === "age" ? ageText(at, now) : usedText(at, now);
  return (
    <time dateTime={at} title={absoluteText(at)} className={className}>
      {text}
    </time>
  );
}
