/** Something that is true for a moment, such as a button's "Copied". */
import { useCallback, useEffect, useState } from "react";

const momentMs = 2000;

/** Whether the moment lasts, and how to begin it; once more begins it anew. */
export function useMoment(): [lasts: boolean, begin: () => void] {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setTimes(0), momentMs);
    return () => clearTimeout(timer);
  }, [times]);
  const begin = useCallback(() => setTimes((before) => before + 1), []);
  return [times > 0, begin];
}
