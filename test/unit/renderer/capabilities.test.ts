/** What the window says of servers that can do less: nothing that nobody knows, and no dead ends. */
import { describe, expect, test } from "vitest";
import { abilitiesOfTheGuide as inMain } from "../../../src-main/abilities.ts";
import type { AppState } from "../../../src-preload/contract/app.ts";
import type { Capabilities } from "../../../src-preload/contract/server.ts";
import { activityView } from "../../../src-renderer/store/activity-state.ts";
import { remedyFor } from "../../../src-renderer/store/attention.ts";
import { activeText, generateBlock } from "../../../src-renderer/store/availability.ts";
import {
  abilitiesOfTheGuide,
  can,
  keyHeaderOf,
  knowsUse,
  takesReason,
} from "../../../src-renderer/store/capabilities.ts";
import type { Command } from "../../../src-renderer/store/command.ts";
import { commandsFor } from "../../../src-renderer/store/command-list.ts";
import { hasActiveColumn, hasRevokedColumn } from "../../../src-renderer/store/key-columns.ts";
import { keyHint, knownEnds, matching, rowLabel } from "../../../src-renderer/store/key-text.ts";
import { paletteRows } from "../../../src-renderer/store/palette-rows.ts";
import { snippetSource, warehousesOf } from "../../../src-renderer/store/snippet-source.ts";
import {
  activeKey,
  fiveKeys,
  goodDay,
  identity,
  identityDay,
  identityKey,
  identityRevoked,
  lists,
  local,
  threeKeys,
  twoRevoked,
} from "../../gallery/states.ts";

/** A good day on a server that can do only this much. */
function dayWith(change: Partial<Capabilities>, part: Partial<AppState> = {}): AppState {
  const day = goodDay(part);
  if (day.session.status !== "signed-in") throw new Error("Nobody is signed in.");
  const { session } = day.session;
  const capabilities = { ...session.capabilities, ...change };
  return { ...day, session: { ...day.session, session: { ...session, capabilities } } };
}

describe("what the server can do", () => {
  test("is what its session says", () => {
    expect(can(dayWith({ rename: false }), "rename")).toBe(false);
    expect(can(dayWith({ rename: true }), "rename")).toBe(true);
    expect(keyHeaderOf(identityDay())).toEqual({ name: "x-api-key", scheme: null });
  });

  const away = { status: "signed-out", reason: "ended" } as const;
  test("is without a session what the last one said", () => {
    const day = identityDay({ session: away });
    const capabilities = { ...abilitiesOfTheGuide.capabilities, lastUsed: false };
    const abilities = { capabilities, keyHeader: { name: "x-own", scheme: null } };
    const known = { ...day, connections: [local, { ...identity, abilities }] };
    expect(can(known, "lastUsed")).toBe(false);
    expect(keyHeaderOf(known).name).toBe("x-own");
    // Another connection's says nothing of this one.
    expect(can({ ...known, activeConnectionId: local.id }, "lastUsed")).toBe(true);
  });

  test("is the guide's where nothing was ever said, as main takes it too", () => {
    const day = goodDay({ session: away });
    for (const [what, expected] of Object.entries(abilitiesOfTheGuide.capabilities)) {
      expect(can(day, what as keyof Capabilities)).toBe(expected);
    }
    expect(abilitiesOfTheGuide).toEqual(inMain);
  });
});

describe("without a limit", () => {
  test("there is none to reach, and none is spoken of", () => {
    const app = identityDay(lists(fiveKeys, [], { limits: null }));
    expect(generateBlock(app)).toBeNull();
    expect(activeText(app.keys)).toBe("5 active");
    expect(activeText(goodDay().keys)).toBe("3 of 5 active");
  });
  test("a list that is not there yet is waited for all the same", () => {
    const app = identityDay(lists([], [], { limits: null, asOf: null, status: "loading" }));
    expect(generateBlock(app)).toBe("Reading the list…");
    expect(generateBlock({ ...app, keys: { ...app.keys, status: "failed" } })).toBe("The list could not be read.");
  });
});

describe("hints", () => {
  test.each([
    ["krk_9fK2", "x7Qd", "krk_9fK2••••x7Qd", "first and last characters"],
    ["nw_Hk3d", null, "nw_Hk3d••••", "first characters"],
    ["", "x7Qd", "••••x7Qd", "last characters"],
    ["", null, "••••", null],
  ])("of a key that begins with %j and ends with %j", (start, last4, hint, ends) => {
    expect(keyHint({ start, last4 })).toBe(hint);
    expect(knownEnds({ start, last4 })).toBe(ends);
  });

  test("are what a key is found by, in the list and in quick copy", () => {
    const key = identityKey({ id: "b9", name: "Exporter", start: "nw_Zz81" });
    expect(matching([key], "nw_zz81••••")).toEqual([key]);
    expect(matching([key], "null")).toEqual([]);
    const kept = [{ ...key, connectionId: identity.id, keyId: key.id, lastCopiedAt: null }];
    expect(paletteRows(identityDay({ kept }), "nw_Zz81")).toHaveLength(1);
    expect(paletteRows(identityDay({ kept }), "null")).toHaveLength(0);
  });
});

describe("when keys were last used", () => {
  const unused = activeKey({ id: "u" });
  test("an empty time means never only where the server says it", () => {
    expect(knowsUse(dayWith({ lastUsed: true }), unused)).toBe(true);
    expect(knowsUse(dayWith({ lastUsed: false }), unused)).toBe(false);
    expect(knowsUse(dayWith({ lastUsed: false }), { lastUsedAt: "2026-03-12T00:00:00Z" })).toBe(true);
  });
  test("there is no column of dashes", () => {
    const none = lists([unused], []);
    expect(hasActiveColumn(dayWith({ lastUsed: false }, none), "lastUsed")).toBe(false);
    expect(hasActiveColumn(dayWith({ lastUsed: true }, none), "lastUsed")).toBe(true);
    expect(hasActiveColumn(dayWith({ lastUsed: false }, lists(threeKeys, [])), "lastUsed")).toBe(true);
    expect(hasActiveColumn(dayWith({ lastUsed: false }, none), "name")).toBe(true);
  });
  test("quick copy does not say never of a key whose uses nobody sees", () => {
    const kept = [{ ...unused, connectionId: local.id, keyId: unused.id, lastCopiedAt: null }];
    expect(paletteRows(dayWith({ lastUsed: false }, { kept }), "")[0]?.knowsUse).toBe(false);
    expect(paletteRows(dayWith({ lastUsed: true }, { kept }), "")[0]?.knowsUse).toBe(true);
  });
});

describe("revoked keys", () => {
  test("a reason is asked for where somebody keeps it", () => {
    expect(takesReason(dayWith({ reason: false }))).toBe(false);
    expect(takesReason(dayWith({ reason: true }))).toBe(true);
    expect(takesReason(dayWith({ reason: false, history: false }))).toBe(true);
  });
  test("what is remembered here says so, row by row", () => {
    const [row] = identityRevoked;
    if (row === undefined) throw new Error("There is no row.");
    expect(rowLabel(row)).toMatch(/, remembered on this computer$/);
    expect(rowLabel({ ...row, remembered: false })).not.toMatch(/remembered/);
  });
  test("columns that nobody fills are not there", () => {
    const silent = twoRevoked.map((row) => ({ ...row, revokedBy: null, revocationReason: null }));
    expect(hasRevokedColumn(identityDay(), "by")).toBe(false);
    expect(hasRevokedColumn(identityDay(), "reason")).toBe(true);
    expect(hasRevokedColumn(dayWith({ reason: false }, lists([], silent)), "reason")).toBe(false);
    expect(hasRevokedColumn(dayWith({ reason: false }, lists([], twoRevoked)), "reason")).toBe(true);
    expect(hasRevokedColumn(dayWith({}, lists([], silent)), "by")).toBe(true);
  });
});

describe("commands", () => {
  const listed = (app: AppState) => {
    const view = { app, ui: { selectedKeyId: app.keys.active[0]?.id ?? null } };
    return commandsFor(view)
      .filter((command: Command) => command.listed?.(view) !== false)
      .map(({ id }) => id);
  };
  test.each<[Partial<Capabilities>, string]>([
    [{ rename: false }, "key.rename"],
    [{ verify: false }, "key.test"],
    [{ audit: false }, "key.activity"],
    [{ audit: false }, "keys.older-activity"],
    [{ history: false }, "keys.sort-revoked-by-admin"],
    [{ lastUsed: false }, "keys.sort-active-by-last-use"],
  ])("with %j there is no %s", (change, id) => {
    const part = lists([activeKey({ id: "u" })], []);
    expect(listed(dayWith({}, part))).toContain(id);
    expect(listed(dayWith(change, part))).not.toContain(id);
  });
  test("what is unlisted does nothing either", async () => {
    const app = dayWith({ rename: false });
    const view = { app, ui: { selectedKeyId: "k1" } };
    const rename = commandsFor(view).find(({ id }) => id === "key.rename");
    await rename?.run(view);
    const { useUi } = await import("../../../src-renderer/store/ui-store.ts");
    expect(useUi.getState().dialog).toBeNull();
  });
});

test("a server without an audit trail says so at once, online and offline, and one with a trail never does", () => {
  const sentence = { show: "sentence", text: "This server keeps no record of what happened." };
  expect(activityView(identityDay())).toEqual(sentence);
  const capabilities = { ...abilitiesOfTheGuide.capabilities, audit: false };
  const connections = [{ ...identity, abilities: { ...abilitiesOfTheGuide, capabilities } }];
  expect(activityView(identityDay({ connections, session: { status: "restoring" } }))).toEqual(sentence);
  expect(activityView(goodDay())).toEqual({ show: "waiting" });
});

test("where keys cannot be renamed, a name that begs for it leads to the key", () => {
  expect(remedyFor(dayWith({ rename: false }), { kind: "unnamed" })).toBe("show");
  expect(remedyFor(dayWith({}), { kind: "unnamed" })).toBe("rename");
  expect(remedyFor(dayWith({ rename: false }), { kind: "idle" })).toBe("revoke");
});

test("snippets are about the server's own calls only where it has them", () => {
  expect(snippetSource(goodDay(), "wh_1")).toEqual({
    api: { origin: local.origin, warehouseId: "wh_1" },
    header: { name: "Authorization", scheme: "ApiKey" },
  });
  expect(snippetSource(identityDay(), null)).toEqual({ api: null, header: { name: "x-api-key", scheme: null } });
  expect(warehousesOf(dayWith({ warehouses: false }))).toEqual([]);
  expect(warehousesOf(goodDay())).toHaveLength(2);
});
