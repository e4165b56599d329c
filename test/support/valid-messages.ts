/** What each channel takes, drawn by fast-check: the compiler asks for a line when a channel is added. */
import fc, { type Arbitrary } from "fast-check";
import type { Channel, Input } from "../../src-preload/contract/ipc.ts";

/** Stand for the ids of what is there when a message is sent; an id made up would end every call at its first question. */
export const placeholders = {
  connectionId: "00000000-0000-4000-8000-00000000c0de",
  keyId: "the-key-that-is-there",
  newKeyId: "the-key-just-made",
} as const;

const connectionId = fc.oneof({ weight: 4, arbitrary: fc.constant(placeholders.connectionId) }, fc.uuid());
const keyId = fc.oneof(
  fc.constant(placeholders.keyId),
  fc.constant(placeholders.newKeyId),
  fc.string({ minLength: 1, maxLength: 128 }),
);
const uuid = fc.uuid();
const text = (maxLength: number) => fc.string({ unit: "grapheme", minLength: 1, maxLength });
/** Not blank, because what is trimmed must not be empty. */
const filled = (maxLength: number) => text(maxLength).filter((typed) => typed.trim() !== "");
/** Within the limit in code points, of which a grapheme may have several. */
const named = (maxLength: number) => fc.option(fc.string({ unit: "grapheme-ascii", maxLength }));
const name = named(64);
const variable = fc.constantFrom("API_KEY", "PATH", "a b", "1X", "=", "X".repeat(128));
const days = fc.integer({ min: 1, max: 3650 });
const nothing = fc.constant({});

/** Nobody listens there, so whoever is sent to one of them is refused at once; the others are no addresses of a server. */
const addresses = [
  "http://127.0.0.1:1",
  "http://[::1]:1/",
  "http://localhost:1",
  "http://127.0.0.1:1/a path?query#fragment",
  "http://user:password@127.0.0.1:1",
  "http://example.com",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "app://keyrack/",
  "not an address",
  "",
];
const address = fc.constantFrom(...addresses);
const kind = fc.option(fc.constantFrom("keyrack", "better-auth", "newer-than-this"), { nil: undefined });
const credentials = fc.oneof(
  fc.record(
    { email: fc.constantFrom("admin@keyrack.local", "a@b"), password: filled(64), code: filled(8) },
    { requiredKeys: ["email", "password"] },
  ),
  fc.record({ token: filled(64) }),
);
const whereTo = fc.tuple(fc.record({ address, kind }), credentials).map(([where, who]) => ({ ...where, ...who }));

const proxy = fc.oneof(
  fc.constantFrom({ mode: "system" } as const, { mode: "direct" } as const),
  fc.record({
    mode: fc.constant("manual" as const),
    address: fc.constantFrom("http://127.0.0.1:1", "socks5://127.0.0.1:1", "nonsense"),
    username: fc.option(text(20)),
  }),
);

/** A right message for each channel. */
export const validMessages: { readonly [C in Channel]: Arbitrary<Input<C>> } = {
  "app:state": nothing,
  "app:content": nothing,
  "app:painted": nothing,
  "app:set-appearance": fc.record({ appearance: fc.constantFrom("system", "light", "dark") }),
  "app:dismiss-notice": fc.record({ noticeId: fc.string() }),
  "app:close-anyway": nothing,
  "app:act": fc.record({ action: fc.constantFrom("quit", "zoom-in", "zoom-out", "actual-size", "full-screen") }),
  "connection:use-local": nothing,
  "connection:look": fc.record({ address }),
  "connection:connect": whereTo,
  "connection:activate": fc.record({ connectionId }),
  "connection:edit": fc.record({
    connectionId,
    name: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 64 }).map((typed) => `N${typed}`.slice(0, 64)),
    colour: fc.constantFrom("graphite", "blue", "teal", "green", "amber", "orange", "rose", "violet"),
    moveTo: fc.option(whereTo),
  }),
  "connection:remove": fc.record({ connectionId }),
  "session:sign-in": credentials,
  "session:restore": nothing,
  "session:sign-out": fc.record({ forgetKept: fc.boolean() }),
  "keys:refresh": nothing,
  "keys:more-revoked": nothing,
  "keys:all-revoked": nothing,
  "keys:generate": fc.record({ name, expiresInDays: fc.option(days) }),
  "keys:reveal": fc.record({ keyId }),
  "keys:copy-new": fc.record({ keyId }),
  "keys:dismiss-new": fc.record({ keyId }),
  "keys:rename": fc.record({ keyId, name }),
  "keys:revoke": fc.record({ keyId, reason: named(200) }),
  "keys:rotate": fc.record({ keyId, graceSeconds: fc.integer({ min: 0, max: 2_592_000 }) }),
  "keys:cancel-rotation": fc.record({ keyId }),
  "keys:export": fc.record({ format: fc.constantFrom("csv", "json") }),
  "use:test": fc.record({ connectionId, keyId, warehouseId: fc.option(text(20)) }),
  "use:suggest-variable": fc.record({
    text: fc.option(fc.string({ unit: "grapheme", maxLength: 30 })),
    as: fc.constantFrom("key-name", "typed"),
  }),
  "use:copy-with-key": fc.record({
    connectionId,
    keyId,
    warehouseId: fc.option(text(20)),
    kind: fc.constantFrom("curl", "env", "export"),
    variable,
  }),
  "env:choose": fc.record({ fresh: fc.boolean() }),
  "env:inspect": fc.record({ fileId: uuid, variable }),
  "env:write": fc.record({ connectionId, keyId, fileId: uuid, variable }),
  "env:undo": fc.record({ undoId: uuid }),
  "env:ignore": fc.record({ fileId: uuid }),
  "activity:read": fc.record({ more: fc.boolean(), keyId: fc.option(keyId) }),
  "attention:dismiss": fc.record({
    kind: fc.constantFrom("old", "never-used", "idle", "unnamed", "same-name", "expiring", "limit"),
    keyId: fc.option(keyId),
  }),
  "attention:restore": nothing,
  "keys:replace-lost": fc.record({ lostKeyId: fc.constant("lost-key-1795430400000") }),
  "keys:dismiss-lost": fc.record({ lostKeyId: fc.constant("lost-key-1795430400000") }),
  "kept:keep-new": fc.record({ keyId }),
  "kept:add-value": fc.record({ keyId, pasted: fc.oneof(text(100), fc.constant(`krk_${"0".repeat(38)}`)) }),
  "kept:forget": fc.record({ connectionId, keyId }),
  "kept:copy": fc.record({ connectionId, keyId }),
  "transport:set-proxy": fc.record({ proxy, password: fc.option(text(30)) }),
  "transport:choose-authorities": nothing,
  "transport:forget-authorities": nothing,
  "preferences:change": fc.record(
    {
      keepNewKeys: fc.boolean(),
      clearAfter: fc.constantFrom(0, 10, 30, 60, 300),
      closeToTray: fc.boolean(),
      quickCopyShortcut: fc.constantFrom(null, "F9", "CommandOrControl+Shift+F10", "nonsense", "A+B+C"),
      startAtLogin: fc.boolean(),
      attention: fc.record({
        oldAfterDays: days,
        neverUsedAfterDays: days,
        idleAfterDays: days,
        expiringWithinDays: days,
      }),
      weeklyReminder: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  "palette:hide": nothing,
  "clipboard:clear": nothing,
  "clipboard:copy-snippet": fc.record({ text: text(200) }),
};
