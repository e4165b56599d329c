/** What a person can do about something that deserves a look. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Attention, AttentionKind } from "../../src-preload/contract/attention.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { type AbilitySource, can } from "./capabilities.ts";
import { keyHint, keyTitle } from "./key-text.ts";

/** The fitting thing to do. */
export type Remedy = "revoke" | "rename" | "rotate" | "show";

const remedies: Record<AttentionKind, Remedy> = {
  old: "rotate",
  "never-used": "revoke",
  idle: "revoke",
  unnamed: "rename",
  "same-name": "rename",
  expiring: "rotate",
  limit: "show",
};

/** The fitting thing to do about it; where the server cannot do that, the key is shown. */
export function remedyFor(app: AbilitySource, { kind }: Pick<Attention, "kind">): Remedy {
  const remedy = remedies[kind];
  return remedy === "rename" && !can(app, "rename") ? "show" : remedy;
}

/** The key it is about; undefined for what is about the list, and for a key that has just gone. */
function keyOf({ keys }: Pick<AppState, "keys">, { keyId }: Pick<Attention, "keyId">): ApiKey | undefined {
  return keys.active.find(({ id }) => id === keyId);
}

/** What it is about, for names of buttons that would otherwise all be alike. */
export function subjectOf(app: Pick<AppState, "keys">, attention: Attention): string {
  const key = keyOf(app, attention);
  return key === undefined ? "the key list" : keyTitle(key);
}

/** Tells one from the others. */
export function attentionId({ kind, keyId }: Pick<Attention, "kind" | "keyId">): string {
  return `${kind} ${keyId ?? ""}`;
}

/** A row's words: whose matter it is, or what it comes to, and the rest. */
export interface AttentionWords {
  lead: { is: "name" | "hint" | "sentence"; text: string };
  rest: string;
}

/** The message's words, with what it begins with set apart: a key's name, its hint, or else the first sentence. */
export function wordsOf(app: Pick<AppState, "keys">, attention: Attention): AttentionWords {
  const { message } = attention;
  const key = keyOf(app, attention);
  if (key !== undefined) {
    const hint = keyHint(key);
    const beginnings: [string, AttentionWords["lead"]][] = [
      [`“${key.name}” `, { is: "name", text: key.name ?? "" }],
      [`The unnamed key ${hint} `, { is: "hint", text: hint }],
      [`${hint} `, { is: "hint", text: hint }],
    ];
    for (const [beginning, lead] of beginnings) {
      if (message.startsWith(beginning)) return { lead, rest: message.slice(beginning.length) };
    }
  }
  const [, first = message, rest = ""] = /^(.*?[.]) (.*)$/su.exec(message) ?? [];
  return { lead: { is: "sentence", text: first }, rest };
}
