/** Runs one action at a time for a button or form: whether it is under way, and how it failed. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";

/** An action as a view sees it. */
export interface Task {
  /** Whether an answer is awaited. */
  pending: boolean;
  /** How the last run failed; null before the first, while running, and after success. */
  failure: Failure | null;
  /** Runs unless it runs already; answers whether it went well. */
  run: <T>(action: () => Promise<Result<T>>) => Promise<boolean>;
  /** Forgets the failure, as when the person types again. */
  forget: () => void;
}

/** A task for one button or form. */
export function useTask(): Task {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async <T>(action: () => Promise<Result<T>>) => {
    if (running.current) return false;
    running.current = true;
    setPending(true);
    setFailure(null);
    const answer = await action();
    running.current = false;
    if (mounted.current) {
      setPending(false);
      setFailure(answer.ok ? null : answer.failure);
    }
    return answer.ok;
  }, []);

  const forget = useCallback(() => setFailure(null), []);
  return { pending, failure, run, forget };
}
