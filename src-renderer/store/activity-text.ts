/** How an event of the audit trail is written down: what happened, what is to be added, who did it. */
import type { AuditEvent } from "../../src-preload/contract/activity.ts";
import { actorText, keyHint, keyTitle } from "./key-text.ts";
import type { ActivityFilter } from "./ui-store.ts";

/** The kinds that Keyrack knows, in the order of the filter. */
const kinds: Readonly<Record<string, string>> = {
  "key.generated": "Key generated",
  "key.first-used": "Key first used",
  "key.renamed": "Key renamed",
  "key.rotated": "Key rotated",
  "key.rotation-cancelled": "Rotation cancelled",
  "key.revoked": "Key revoked",
  "session.opened": "Signed in",
  "session.closed": "Signed out",
  "session.failed": "Sign-in failed",
};

/** What a server says in a word where a person would say more. */
const reasons: Readonly<Record<string, string>> = {
  "signed-out": "",
  "password-reset": "the password was reset",
  rotated: "its time after the rotation was over",
};

/** What happened; a kind that only a newer server knows is shown in that server's words. */
export function kindText(type: string): string {
  if (Object.hasOwn(kinds, type)) return kinds[type] ?? type;
  const words = type.replaceAll(/[._\s-]+/g, " ").trim();
  return words === "" ? type : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is to be added: why, from which name to which, or what takes its place; null where there is nothing. */
export function detailText({ type, details }: Pick<AuditEvent, "type" | "details">): string | null {
  if (details === null) return null;
  if (details.successor && type === "key.rotated") return `replaced by ${keyHint(details.successor)}`;
  if (details.successor && type === "key.rotation-cancelled") {
    return `not replaced by ${keyHint(details.successor)}`;
  }
  if (type === "key.renamed") {
    const from = details.from ?? null;
    const to = details.to ?? null;
    if (from === null) return to === null ? null : `to “${to}”`;
    return to === null ? `“${from}” lost its name` : `from “${from}” to “${to}”`;
  }
  const reason = details.reason ?? null;
  return reason === null ? null : (Object.hasOwn(reasons, reason) ? reasons[reason] : reason) || null;
}

/** Where it came from. */
export function addressText(address: string | null): string {
  return address ?? "–";
}

/** The kinds to choose from: those known, and those that are among the events besides. */
export function kindChoices(events: readonly AuditEvent[]): { value: string; label: string }[] {
  const others = [...new Set(events.map(({ type }) => type))].filter((type) => !Object.hasOwn(kinds, type)).sort();
  return [...Object.keys(kinds), ...others].map((value) => ({ value, label: kindText(value) }));
}

/** The events of a kind, and with what is looked for in any of their texts. */
export function matchingEvents(
  events: readonly AuditEvent[],
  { text, kind }: Pick<ActivityFilter, "text" | "kind">,
  accountId: string | null,
): readonly AuditEvent[] {
  const needle = folded(text);
  if (needle === "" && kind === null) return events;
  return events.filter(
    (event) =>
      (kind === null || event.type === kind) && (needle === "" || searchText(event, accountId).includes(needle)),
  );
}

function searchText(event: AuditEvent, accountId: string | null): string {
  const { apiKey, actor, address } = event;
  const parts = [
    kindText(event.type),
    detailText(event),
    apiKey && keyTitle(apiKey),
    apiKey && keyHint(apiKey),
    actor?.name,
    actorText(actor, accountId),
    address,
  ];
  return parts.map((part) => folded(part ?? "")).join("\n");
}

function folded(text: string): string {
  return text.normalize("NFC").trim().toLocaleLowerCase();
}
