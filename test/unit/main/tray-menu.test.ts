/** What the tray's menu says, for any keys. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TrayEntry, type TrayView, trayMenu } from "../../../src-main/desktop/tray-menu.ts";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import type { KeptKey } from "../../../src-preload/contract/kept.ts";
import { keyrackPlace } from "../../support/capabilities.ts";
import { sampleSession } from "../../support/fake-ports.ts";

const [here, there] = ["0b8fbc0e-6f0c-4b8c-9d5d-3d9a7a3f1c11", "7f0c1a52-3f5e-4f5e-8f0a-2d4b7c1e9a10"] as const;
const connection = (id: string, name: string): Connection => ({
  ...{ id, kind: "remote", name, colour: "blue", origin: "https://api.example.com", email: null, sessionStored: true },
  server: keyrackPlace,
});
const view = (change: Partial<TrayView> = {}): TrayView => ({
  kept: [],
  connections: [connection(here, "Local"), connection(there, "R & D")],
  activeConnectionId: here,
  session: { status: "signed-in", session: sampleSession, keptIn: "keychain" },
  network: { status: "online", since: null, failure: null, nextTryAt: null, live: false },
  ...change,
});
const key = (change: Partial<KeptKey> = {}): KeptKey => ({
  ...{ connectionId: here, keyId: "key_1", name: "Production API", start: "krk_9fK2", last4: "x7Qd" },
  ...{ lastUsedAt: null, lastCopiedAt: null, ...change },
});

const labels = (entries: TrayEntry[]) =>
  entries.flatMap((entry) => (typeof entry === "object" && "label" in entry ? [entry.label] : []));
const lines = (entries: TrayEntry[]) =>
  entries.flatMap((entry) => (typeof entry === "object" && "line" in entry ? [entry.line] : []));
const copies = (entries: TrayEntry[]) =>
  entries.filter((entry) => typeof entry === "object" && "action" in entry && entry.action.does === "copy");

const anyName = fc.option(fc.string({ unit: "binary", maxLength: 80 }));
const anyKey = fc.record({ name: anyName, keyId: fc.uuid(), last4: fc.stringMatching(/^[A-Za-z0-9]{4}$/) });

describe("for any keys", () => {
  test("at most ten are offered, each once, and the program's own entries are always there", () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 30 }), (keys) => {
        const entries = trayMenu(view({ kept: keys.map(key) }));
        expect(copies(entries)).toHaveLength(Math.min(10, keys.length));
        expect(new Set(copies(entries).map((entry) => JSON.stringify(entry))).size).toBe(copies(entries).length);
        expect(labels(entries).slice(-4)).toEqual(["Generate New Key…", "Open Keyrack", "Settings", "Quit"]);
      }),
    );
  });

  test("a label holds the name and the last four characters and nothing else of the key", () => {
    fc.assert(
      fc.property(anyKey, (one) => {
        const secret = `krk_9fK2${"S".repeat(30)}${one.last4}`;
        const [label = ""] = labels(trayMenu(view({ kept: [key({ ...one, start: secret.slice(0, 8) })] })));
        expect(label.endsWith(`  (…${one.last4})`)).toBe(true);
        const name = label.slice(0, -`  (…${one.last4})`.length).replaceAll("&&", "&");
        expect([...name].length).toBeLessThanOrEqual(40);
        expect(label).not.toContain("SSSS");
        // Nothing that breaks a line, turns the text around, or could not travel as UTF-8.
        expect(label).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        // A single ampersand would vanish as the mark of an access key.
        expect(label.replaceAll("&&", "")).not.toContain("&");
      }),
    );
  });
});

test("names are shown as they are, long ones shortened by characters and not by halves of them", () => {
  const label = (name: string | null) => labels(trayMenu(view({ kept: [key({ name })] })))[0];
  expect(label("Production API")).toBe("Production API  (…x7Qd)");
  expect(label(null)).toBe("Untitled key  (…x7Qd)");
  expect(label("R & D")).toBe("R && D  (…x7Qd)");
  expect(label("__init__")).toBe("__init__  (…x7Qd)");
  expect(label("x".repeat(40))).toBe(`${"x".repeat(40)}  (…x7Qd)`);
  expect(label("🗝".repeat(64))).toBe(`${"🗝".repeat(39)}…  (…x7Qd)`);
  expect(label("two\nlines")).toBe("two lines  (…x7Qd)");
  expect(label("abc\u202eIPA")).toBe("abc IPA  (…x7Qd)");
});

test("the server is named where keys of several are kept", () => {
  const both = [key({}), key({ connectionId: there, keyId: "key_2", name: "Staging" })];
  expect(labels(trayMenu(view({ kept: both }))).slice(0, 2)).toEqual([
    "Production API  (…x7Qd) – Local",
    "Staging  (…x7Qd) – R && D",
  ]);
  expect(labels(trayMenu(view({ kept: both.slice(1) })))[0]).toBe("Staging  (…x7Qd)");
});

test("a line says why something is not there", () => {
  const signedOut: TrayView["session"] = { status: "signed-out", reason: "by-choice" };
  const offline: TrayView["network"] = { status: "offline", since: null, failure: null, nextTryAt: null, live: false };
  expect(lines(trayMenu(view()))).toEqual(["No key is kept on this computer"]);
  expect(lines(trayMenu(view({ kept: [key()] })))).toEqual([]);
  expect(lines(trayMenu(view({ kept: [key()], session: signedOut })))).toEqual(["Signed out"]);
  expect(lines(trayMenu(view({ kept: [key()], network: offline })))).toEqual(["Offline"]);
  expect(lines(trayMenu(view({ session: { status: "none" }, network: offline })))).toEqual([
    "No key is kept on this computer",
    "Signed out",
  ]);
});

test.each([
  [{ start: "krk_9fK2", last4: "x7Qd" }, "Key  (…x7Qd)"],
  [{ start: "ba_9fK2", last4: null }, "Key  (ba_9fK2…)"],
  [{ start: "", last4: null }, "Key"],
])("a key of which the server tells %j reads %s", (ends, label) => {
  const key: KeptKey = {
    connectionId: here,
    keyId: "key_1",
    name: "Key",
    lastUsedAt: null,
    lastCopiedAt: null,
    ...ends,
  };
  expect(trayMenu(view({ kept: [key] }))[0]).toMatchObject({ label });
});
