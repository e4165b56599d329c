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

/** How a task is shown. */
export interface TaskOptions {
  /**
   * Milliseconds before it counts as pending: an answer that is there sooner is shown without a flicker of the spinner, and without the
   * frame that would cost. Only for forms that do not rely on `pending` to stay open. 0 by default.
   */
  pendingAfterMs?: number;
}

/** A task for one button or form. */
export function useTask({ pendingAfterMs = 0 }: TaskOptions = {}): Task {
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

  const run = useCallback(
    async <T>(action: () => Promise<Result<T>>) => {
      if (running.current) return false;
      running.current = true;
      setFailure(null);
      let waiting: ReturnType<typeof setTimeout> | undefined;
      if (pendingAfterMs > 0) waiting = setTimeout(() => setPending(true), pendingAfterMs);
      else setPending(true);
      const answer = await action();
      clearTimeout(waiting);
      running.current = false;
      if (mounted.current) {
        setPending(false);
        setFailure(answer.ok ? null : answer.failure);
      }
      return answer.ok;
    },
    [pendingAfterMs],
  );

  const forget = useCallback(() => setFailure(null), []);
  return { pending, failure, run, forget };
}
