/** Lets go of the new key: main drops the value, and the dialog goes with it. */
import { dismissNewKey } from "../../store/actions.ts";
import { requestClose, say } from "../../store/ui-store.ts";

/** Dismisses the key; says so when main refuses. */
export async function letGo(keyId: string): Promise<void> {
  const answer = await dismissNewKey(keyId);
  requestClose(null);
  if (!answer.ok) say(answer.failure.message);
}
