/** Exports the list and says what came of it. */
import { exportKeys } from "./actions.ts";
import { say } from "./ui-store.ts";

/** Asks main to; it asks where. */
export async function exportList(format: "csv" | "json"): Promise<void> {
  const answer = await exportKeys(format);
  if (!answer.ok) return say(answer.failure.message, "failure");
  if (answer.value === null) return;
  const { path, complete } = answer.value;
  if (complete) say(`Exported to ${path}`, "done");
  else say(`Exported to ${path}, without the older revoked keys: they could not be read. Try again later.`, "failure");
}
