/** Takes "your session has ended" off a form once somebody has signed in again; what was typed is still there. */
import { useEffect, useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import type { Task } from "../../store/use-task.ts";

/** Watches for it on behalf of one form. */
export function useSignedInAgain({ failure, forget }: Task): void {
  const signedIn = useApp((app) => app.session.status === "signed-in");
  const before = useRef(signedIn);
  const ended = failure?.code === "session-expired" || failure?.code === "signed-out";
  useEffect(() => {
    const again = signedIn && !before.current;
    before.current = signedIn;
    if (again && ended) forget();
  }, [signedIn, ended, forget]);
}
