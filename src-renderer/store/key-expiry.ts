/** How long a new key may be good: what there is to choose from, and what a choice comes to. */

/** The choices, in days; null for a key without an end. */
export const expiryChoices: readonly { days: number | null; label: string }[] = [
  { days: null, label: "Never" },
  { days: 30, label: "In 30 days" },
  { days: 90, label: "In 90 days" },
  { days: 365, label: "In 1 year" },
];

/** When a key that is made now ends, as an ISO 8601 moment. */
export function endOf(days: number, now: number): string {
  return new Date(now + days * 86_400_000).toISOString();
}
