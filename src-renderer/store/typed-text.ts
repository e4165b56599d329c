/** Checks a name or a reason while it is typed, by the contract's rules (which main and the server enforce). */

/** The longest name in Unicode code points; a test keeps it equal to the contract's. */
export const maxNameLength = 64;
/** The longest revocation reason in Unicode code points; a test keeps it equal to the contract's. */
export const maxReasonLength = 200;

/** The names the guide suggests. */
export const suggestedNames = ["Production", "Staging", "Inventory Sync"] as const;

/** What to say about a text as it stands. */
export interface TypedCheck {
  /** Whether it may be sent. */
  ok: boolean;
  /** Why it may not; null while it may. */
  problem: string | null;
  /** "58 of 64" once the end is near; null before. */
  counter: string | null;
}

/** Control characters, line separators and overrides of the text direction: the contract refuses them. */
const refused = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Checks a text against its greatest length and the characters no text may hold. */
export function checkTyped(text: string, maxLength: number, noun: "name" | "reason"): TypedCheck {
  const trimmed = text.trim();
  const length = [...trimmed].length;
  const counter = length > maxLength * 0.8 ? `${length} of ${maxLength}` : null;
  if (refused.test(trimmed)) {
    return { ok: false, problem: `A ${noun} cannot hold control or text-direction characters.`, counter };
  }
  if (length > maxLength) {
    const over = length - maxLength;
    return {
      ok: false,
      problem: `${over} character${over === 1 ? "" : "s"} too long; ${maxLength} is the most.`,
      counter,
    };
  }
  return { ok: true, problem: null, counter };
}
