/** Copies a row's key from the keychain: whether it can be, whether it is under way, and whether it just was. */
import { copyKept } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { copiedRemark } from "../../store/clipboard-text.ts";
import { isKept, referenceTo } from "../../store/kept.ts";
import { keyTitle } from "../../store/key-text.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { useMoment } from "../../ui/use-moment.ts";

/** A row's copying. */
export interface CopyKept {
  kept: boolean;
  busy: boolean;
  /** For the button's "Copied". */
  justCopied: boolean;
  copy: () => Promise<void>;
}

/** For one row. */
export function useCopyKept(apiKey: { id: string; name: string | null }): CopyKept {
  const kept = useApp((app) => isKept(app, apiKey.id));
  const task = useTask();
  const [justCopied, begin] = useMoment();

  async function copy() {
    const app = currentApp();
    const reference = app && referenceTo(app, apiKey.id);
    if (app === null || reference === null) return;
    const copied = await task.run(async () => {
      const answer = await copyKept(reference);
      if (!answer.ok) say(answer.failure.message, "failure");
      return answer;
    });
    if (!copied) return;
    begin();
    say(copiedRemark(keyTitle(apiKey), app.preferences.clearAfter), "heard");
  }

  return { kept, busy: task.pending, justCopied, copy };
}
