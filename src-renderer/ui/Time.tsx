/** A moment as people say it, with the exact time in `datetime` and on hover, kept fresh each minute. */
import { absoluteText, ageText, dateText, expiryText, usedText } from "./times.ts";
import { useNow } from "./use-now.ts";

const texts = { age: ageText, use: usedText, date: dateText, expiry: expiryText } as const;

/** A moment: its age, when something was last used, its date, or when something comes to its end. */
export function Time({
  at,
  as,
  className,
}: {
  at: string;
  as: "age" | "use" | "date" | "expiry";
  className?: string | undefined;
}) {
  const now = useNow();
  const text = texts[as](at, now);
  return (
    <time dateTime={at} title={absoluteText(at)} className={className}>
      {text}
    </time>
  );
}
