/** What has become of the create that a form sent and got no answer to; main finds out more while the form is open. */
import { useEffect, useRef } from "react";
import type { LostKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import type { Task } from "../../store/use-task.ts";

/** What is known by now. */
export interface LostCreateView {
  /** What to say; main's own sentence says it as it was when the form was sent. */
  text: string;
  /** Whether the key is there, so that it can be revoked and another generated. */
  replaceable: boolean;
}

const created = "The key was created but its value was not received. Revoke it and generate another.";

/** Null where the form's failure is no lost create. Forgets the failure once it is certain that there is no key. */
export function useLostCreate({ failure, forget }: Task): LostCreateView | null {
  const lostKey = useApp((app) => app.lostKey);
  const before = useRef<LostKey["status"] | null>(null);
  const isLost = failure?.code === "outcome-unknown" || failure?.code === "already-created";

  const status = lostKey?.status ?? null;
  useEffect(() => {
    const resolved = before.current === "unknown" && status === null;
    before.current = status;
    if (!resolved || !isLost) return;
    forget();
    say("The key was not created. Generate it again.");
  }, [status, isLost, forget]);

  if (failure === null || !isLost) return null;
  const replaceable = status === "created";
  return { text: replaceable ? created : failure.message, replaceable };
}
