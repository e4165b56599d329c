/** Messages from a page that was taken over: right ones, right ones with something wrong in them, and whatever a structured clone can carry. */
import fc, { type Arbitrary } from "fast-check";
import { type Channel, channels } from "../../src-preload/contract/ipc.ts";
import { validMessages } from "./valid-messages.ts";

/** One call: most have one argument, as the preload sends it. */
export interface FuzzedMessage {
  channel: Channel;
  args: unknown[];
}

function nested(depth: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

/** An own property of this name, as JSON.parse makes it and no literal does. */
const prototypes = [
  '{"__proto__": {"keyId": "k", "name": "n"}}',
  '{"__proto__": null, "keyId": "k"}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  '{"toString": 1, "valueOf": 1, "hasOwnProperty": 1}',
].map((text) => JSON.parse(text) as unknown);

/** Values that contain themselves. */
function cycles(): unknown[] {
  const object: Record<string, unknown> = { name: "n" };
  object.keyId = object;
  const array: unknown[] = [1];
  array.push(array);
  const map = new Map<unknown, unknown>([["keyId", "k"]]);
  map.set(map, map);
  const set = new Set<unknown>();
  set.add({ set });
  return [object, array, map, set];
}

/** What chance would hardly come upon. */
const byHand: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.MAX_SAFE_INTEGER + 1,
  -0,
  "",
  " ",
  "a\u0000b",
  "\u202eright to left",
  "half a pair: \ud800",
  "../../../../etc/passwd",
  "x".repeat(100_000),
  "\u{1f511}".repeat(20_000),
  Array.from({ length: 10_000 }, (_, at) => at),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`field${at}`, at])),
  nested(500),
  new Error("an error"),
  /a+/giu,
  new Date(Number.NaN),
  new ArrayBuffer(64),
  new Uint8Array(10_000),
  new Float64Array([Number.NaN, -0]),
  new BigInt64Array(4),
  new DataView(new ArrayBuffer(8)),
  Object("a boxed string"),
  Object(1),
  ...prototypes,
  ...cycles(),
];

const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.anything({
      maxDepth: 3,
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withObjectString: true,
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...byHand) },
);

/** Somewhere in `value` that can be changed: the fields on the way there. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([field, inner]) => pathsOf(inner, [...path, field]))];
}

const changes = ["replace", "remove", "add", "wrap"] as const;

function changed(value: unknown, path: string[], change: (typeof changes)[number], by: unknown): unknown {
  const [field, ...rest] = path;
  if (field !== undefined) {
    const object = value as Record<string, unknown>;
    if (change === "remove" && rest.length === 0) {
      const { [field]: _removed, ...others } = object;
      return others;
    }
    return { ...object, [field]: harmless(field, changed(object[field], rest, change, by)) };
  }
  if (change === "add" && typeof value === "object") return { ...value, extra: by };
  return change === "wrap" ? [value] : by;
}

/** A text that chance makes is never taken for the name of a host, so that nobody's computer is called. */
function harmless(field: string, value: unknown): unknown {
  return field === "address" && typeof value === "string" ? `mailto:${value}` : value;
}

/** A right message with one thing changed in it. */
function almost(valid: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(valid, fc.nat(), fc.constantFrom(...changes), anything).map(([value, at, change, by]) => {
    const paths = pathsOf(value);
    return changed(value, paths[at % paths.length] ?? [], change, by);
  });
}

/** What they do takes its time, or ends what the others work on: fewer of these. */
const costly: ReadonlySet<Channel> = new Set([
  "connection:use-local",
  "connection:remove",
  "connection:connect",
  "connection:edit",
  "session:sign-in",
  "session:sign-out",
  "session:restore",
  "transport:set-proxy",
]);

function messageFor(channel: Channel): Arbitrary<FuzzedMessage> {
  const valid: Arbitrary<unknown> = validMessages[channel];
  const input = fc.oneof(
    { weight: costly.has(channel) ? 2 : 6, arbitrary: valid },
    { weight: 12, arbitrary: almost(valid) },
    { weight: 6, arbitrary: anything },
  );
  const args = fc.oneof(
    { weight: 18, arbitrary: fc.tuple(input) },
    { weight: 1, arbitrary: fc.array(anything, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.tuple(valid, anything) },
  );
  return args.map((given) => ({ channel, args: given }));
}

/** As many messages as wanted, over all channels in no order; the same ones for the same seed. */
export function fuzzedMessages(count: number, seed: number): FuzzedMessage[] {
  const names = Object.keys(channels) as Channel[];
  const weighted = names.map((name) => ({ weight: costly.has(name) ? 1 : 2, arbitrary: messageFor(name) }));
  return fc.sample(fc.oneof(...weighted), { numRuns: count, seed });
}
