/** Copies a kept key of the connection on screen and says how that went. */
import type { Result } from "../../src-preload/contract/failure.ts";
import { copyKept } from "./actions.ts";
import { currentApp } from "./app-store.ts";
import { bridgeLost } from "./bridge.ts";
import { copiedRemark } from "./clipboard-text.ts";
import { referenceTo } from "./kept.ts";
import { keyTitle } from "./key-text.ts";
import { type Remark, say } from "./ui-store.ts";

/** Copies it, verified by main. `tone`: how success is said; "heard" where a button shows it. */
export async function copyKeptKey(
  apiKey: { id: string; name: string | null },
  tone: Remark["tone"],
): Promise<Result<unknown>> {
  const app = currentApp();
  const reference = app && referenceTo(app, apiKey.id);
  if (app === null || reference === null) return { ok: false, failure: bridgeLost };
  const answer = await copyKept(reference);
  if (answer.ok) say(copiedRemark(keyTitle(apiKey), app.preferences.clearAfter), tone);
  else say(answer.failure.message, "failure");
  return answer;
}
