/** Messages that fit no channel's schema: made at random from a seed, and some by hand where chance would never come. */
import fc from "fast-check";
import { type Channel, channels } from "../../src-preload/contract/ipc.ts";

/** Values that a structured clone can carry and a careless receiver trips over. */
const anything = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withObjectString: true,
});

function nested(depth: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

const byHand: readonly unknown[] = [
  undefined,
  null,
  [],
  Number.NaN,
  "x".repeat(1_000_000),
  { keyId: "", name: 1 },
  { keyId: "x".repeat(100_000), name: "n", reason: null },
  { keyId: "k", name: "x".repeat(1_000_000), reason: "y".repeat(1_000_000) },
  { keyId: "k", name: "a\u0000b", reason: "a\u202eb" },
  { name: "\u2066name" },
  { name: ["name"], text: { toString: "text" }, address: 1, email: [], password: {} },
  { address: "x".repeat(3_000), email: "", password: "" },
  { connectionId: "../../etc/passwd", noticeId: 1, appearance: "sepia" },
  { text: "" },
  nested(500),
  new Error("an error"),
  new Uint8Array(1_000),
  // An own property of this name, as JSON.parse makes it.
  JSON.parse('{"__proto__": {"keyId": "k", "name": "n"}}'),
];

/** `count` values per channel that its schema refuses; the same ones for the same seed. */
export function malformedFor(channel: Channel, count: number, seed: number): unknown[] {
  const { input } = channels[channel];
  const wrong = fc
    .anything()
    .chain(() => anything)
    .filter((value) => !input.safeParse(value).success);
  // Almost right is likelier to slip through than nonsense: the right fields with wrong values.
  const shape = "shape" in input ? Object.keys(input.shape) : [];
  const almost = fc
    .record(Object.fromEntries(shape.map((field) => [field, anything])))
    .filter((value) => !input.safeParse(value).success);
  const fixed = byHand.filter((value) => !input.safeParse(value).success);
  const rest = Math.max(0, count - fixed.length);
  const arbitrary = shape.length > 0 ? fc.oneof(wrong, almost) : wrong;
  return [...fixed, ...fc.sample(arbitrary, { numRuns: rest, seed })].slice(0, count);
}
