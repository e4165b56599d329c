/** What has become of the create that a form sent and got no answer to; main finds out more while the form is open. */
import { useEffect } from "react";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import type { Task } from "../../store/use-task.ts";

/** What is known by now. */
export interface LostCreateView {
  /** What the create is called (`LostKey.id`). */
  id: string;
  /** What to say; main's own sentence says it as it was when the form was sent. */
  text: string;
  /** Whether the key is there, so that it can be revoked and another generated. */
  replaceable: boolean;
}

const created = "The key was created but its value was not received. Revoke it and generate another.";

/** Null where the form's failure is no lost create. Forgets the failure once it is certain that there is no key. */
export function useLostCreate({ failure, forget }: Task): LostCreateView | null {
  const id = failure?.lostKeyId ?? null;
  // Another lost key may be on show: an earlier one, once this one has been explained.
  const isThere = useApp(({ lostKey }) => lostKey?.status === "created" && lostKey.id === id);
  const notice = useApp(({ notices }) => notices.find((one) => one.id === id) ?? null);

  useEffect(() => {
    if (notice?.tone !== "info") return;
    forget();
    say(notice.message);
  }, [notice, forget]);

  if (failure === null || id === null) return null;
  return { id, text: isThere ? created : (notice?.message ?? failure.message), replaceable: isThere };
}
