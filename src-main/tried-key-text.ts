/** What the calls of a key's test mean, in one sentence each, with what to do. */
import type { TriedAnswer, TriedCall } from "./ports.ts";

/**
 * The sentence for one call. `server` is its host, or "the Local workspace"; `knownBefore`: an earlier call of the same test was answered as that of
 * a good key.
 */
export function meaningOf(
  { status, verdict }: TriedAnswer,
  call: TriedCall,
  { server, knownBefore }: { server: string; knownBefore: boolean },
): string {
  switch (verdict.kind) {
    case "works":
      return call.call === "self"
        ? `The key is good: ${server} knows it.`
        : "The key may read this warehouse’s shipments.";
    case "another-key":
      return "The key is good, but it is another one than it is kept as. Forget it here, and add this key’s own value.";
    case "key-refused":
      return knownBefore
        ? "The key was good a moment ago and is refused now: it was revoked while the test ran."
        : `${server.replace(/^the /, "The ")} refuses the key: it was revoked, or it belongs to another server. Generate another where it is still needed.`;
    case "warehouse-required":
      return "The call has to name a warehouse in X-Warehouse-Id. Choose one and test again.";
    case "unknown-warehouse":
      return "There is no such warehouse any more. The key itself is good; choose another warehouse and test again.";
    case "forbidden":
      return "The key is known, but it may not make this call. Ask whoever runs the server.";
    case "other":
      return status !== null && verdict.failure.code === "not-an-api"
        ? `Something answers at ${server}, but not as this API does. Check the address of the connection.`
        : verdict.failure.message;
  }
}
