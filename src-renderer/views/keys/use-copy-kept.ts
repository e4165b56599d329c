/** Copies a row's key from the keychain: whether it can be, whether it is under way, and whether it just was. */
import { useApp } from "../../store/app-store.ts";
import { copyKeptKey } from "../../store/copy-kept-key.ts";
import { isKept } from "../../store/kept.ts";
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
    // The button itself shows that it went well.
    if (await task.run(() => copyKeptKey(apiKey, "heard"))) begin();
  }

  return { kept, busy: task.pending, justCopied, copy };
}
