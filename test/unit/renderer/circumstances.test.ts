/** What the state means for the window: reasons beside buttons, strips above the page, the word beside the dot. */
import { describe, expect, test } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { activeText, changeBlock, generateBlock } from "../../../src-renderer/store/availability.ts";
import { bannersFor } from "../../../src-renderer/store/banners.ts";
import { addressText, connectionStatus, detailText, initialOf } from "../../../src-renderer/store/connection-status.ts";
import {
  ago,
  failures,
  fiveKeys,
  goodDay,
  lists,
  local,
  noLists,
  now,
  remote,
  threeKeys,
} from "../../gallery/states.ts";

const offline: AppState["network"] = {
  status: "offline",
  since: ago(0),
  failure: failures.timeout,
  nextTryAt: null,
  live: false,
};

describe("generating and changing", () => {
  test("both are possible on a good day", () => {
    expect([changeBlock(goodDay()), generateBlock(goodDay())]).toEqual([null, null]);
  });

  test("the limit stops generating alone, by the server's count", () => {
    const full = goodDay({ ...lists(fiveKeys, []) });
    expect(changeBlock(full)).toBeNull();
    expect(generateBlock(full)).toBe("All 5 keys are active. Revoke one first.");
    const elsewhere = goodDay({ ...lists([], [], { limits: { maxActive: 3, active: 3 } }) });
    expect(generateBlock(elsewhere)).toBe("All 3 keys are active. Revoke one first.");
    expect(activeText({ active: [], limits: { active: 3, maxActive: 5 } })).toBe("3 of 5 active");
  });

  test.each<[string, Partial<AppState>, string]>([
    ["offline", { network: offline }, "Offline: changes need the server."],
    [
      "unreachable",
      { session: { status: "unreachable", failure: failures.offline } },
      "Offline: changes need the server.",
    ],
    [
      "turned away at the start",
      { session: { status: "unreachable", failure: failures.rateLimited } },
      "Changes can be made once the server lets you in.",
    ],
    ["ended", { session: { status: "signed-out", reason: "ended" } }, "Sign in to change keys."],
    ["locked", { session: { status: "locked", failure: failures.locked } }, "Sign in to change keys."],
    ["restoring", { session: { status: "restoring" } }, "Signing in…"],
  ])("%s stops both", (_, part, reason) => {
    expect(changeBlock(goodDay(part))).toBe(reason);
    expect(generateBlock(goodDay(part))).toBe(reason);
  });

  test("without an answer about the limit nothing is generated", () => {
    expect(generateBlock(goodDay({ ...noLists, keys: { ...noLists.keys, status: "loading" } }))).toBe(
      "Reading the list…",
    );
    expect(generateBlock(goodDay({ ...noLists, keys: { ...noLists.keys, status: "failed" } }))).toBe(
      "The list could not be read.",
    );
  });
});

describe("strips", () => {
  const strips = (part: Partial<AppState>) => bannersFor(goodDay(part), now);
  const kinds = (part: Partial<AppState>) => strips(part).map(({ kind }) => kind);
  const { keys: failed } = lists([], [], { status: "failed", failure: failures.server });
  const soon = ago(-12_000);

  test("a good day has none", () => {
    expect(kinds({})).toEqual([]);
  });

  test("offline is said once, although the refresh failed too", () => {
    expect(kinds({ network: offline, keys: { ...failed, failure: failures.timeout } })).toEqual(["stale"]);
  });

  test("retrying asks for what is missing: the session, or the list", () => {
    expect(strips({ session: { status: "unreachable", failure: failures.offline } })[0]).toMatchObject({
      offline: true,
      retry: "session",
      failure: failures.offline,
    });
    expect(strips({ network: offline })[0]).toMatchObject({ offline: true, retry: "keys", failure: failures.timeout });
  });

  test("it says when the next try is, that one runs, or that none comes by itself", () => {
    expect(strips({ network: { ...offline, nextTryAt: soon } })[0]).toMatchObject({ next: { at: soon } });
    expect(strips({ network: offline })[0]).toMatchObject({ next: "now" });
    const proxy = { ...failures.timeout, code: "proxy-credentials" as const };
    expect(strips({ network: { ...offline, failure: proxy } })[0]).toMatchObject({ offline: true, next: "never" });
  });

  test("a server that answered is not called offline", () => {
    expect(strips({ keys: failed })[0]).toMatchObject({ kind: "stale", offline: false, next: "never" });
    const limited = { ...failed, failure: failures.rateLimited };
    const network = { ...goodDay().network, nextTryAt: soon };
    expect(strips({ keys: limited, network })[0]).toMatchObject({ offline: false, next: { at: soon } });
    expect(strips({ session: { status: "unreachable", failure: failures.rateLimited } })[0]).toMatchObject({
      offline: false,
    });
  });

  test("the strip of a failed refresh stays while it is tried again", () => {
    expect(strips({ keys: { ...failed, status: "refreshing" } })[0]).toMatchObject({ kind: "stale", next: "now" });
  });

  test("a session that ended has its panel, and once somebody has signed in again, nothing", () => {
    const keys = { ...failed, failure: failures.ended, asOf: ago(60_000) };
    expect(kinds({ keys, session: { status: "signed-out", reason: "ended" } })).toEqual([]);
    expect(kinds({ keys: { ...keys, status: "refreshing" } })).toEqual([]);
  });

  test("a failed refresh has a strip only above rows; without rows the page says it", () => {
    expect(kinds({ keys: failed })).toEqual(["stale"]);
    expect(kinds({ ...noLists, keys: { ...noLists.keys, status: "failed", failure: failures.server } })).toEqual([]);
    expect(kinds({ ...noLists, network: offline })).toEqual([]);
  });

  test("rows that are not from just now say so while newer ones are asked for", () => {
    const old = lists(threeKeys, [], { asOf: ago(3_600_000) });
    const young = lists(threeKeys, [], { asOf: ago(30_000) });
    expect(kinds({ ...old, session: { status: "restoring" } })).toEqual(["asking"]);
    expect(kinds({ ...old, keys: { ...old.keys, status: "refreshing" } })).toEqual(["asking"]);
    expect(kinds({ ...young, session: { status: "restoring" } })).toEqual([]);
    expect(kinds(old)).toEqual([]);
  });

  test("a lost key has one above rows, whatever else is wrong", () => {
    const lostKey = { id: "lost-key-1", status: "unknown", name: "Staging" } as const;
    expect(kinds({ lostKey })).toEqual(["lost-key"]);
    expect(kinds({ lostKey, network: offline })).toEqual(["stale", "lost-key"]);
    expect(kinds({ lostKey, ...noLists })).toEqual([]);
  });

  test("a session in memory has one, unless the keychain is well", () => {
    const { session } = goodDay();
    if (session.status !== "signed-in") throw new Error("The good day is signed in.");
    const memory = { ...session, keptIn: "memory" } as const;
    expect(kinds({ session: memory, keychain: { status: "unavailable", help: "Start one." } })).toEqual(["memory"]);
    expect(kinds({ session: memory, keychain: { status: "ok", help: null } })).toEqual([]);
  });

  test("notices come last", () => {
    const notice = { id: "n", tone: "info", message: "Hello." } as const;
    expect(kinds({ keys: failed, notices: [notice] })).toEqual(["stale", "notice"]);
  });
});

test.each<[Partial<AppState>, string]>([
  [{}, "good Online"],
  [{ network: { status: "unknown", since: null, failure: null, nextTryAt: null, live: false } }, "busy Connecting…"],
  [{ network: offline }, "off Offline"],
  [{ session: { status: "none" } }, "off Not connected"],
  [{ session: { status: "restoring" } }, "busy Connecting…"],
  [{ session: { status: "signed-out", reason: "by-choice" } }, "off Signed out"],
  [{ session: { status: "signed-out", reason: "ended" } }, "off Session ended"],
  [{ session: { status: "locked", failure: failures.locked } }, "off Keychain locked"],
  [{ session: { status: "unreachable", failure: failures.offline } }, "off Offline"],
])("the dot and the word, %#", (part, expected) => {
  const { tone, text } = connectionStatus(goodDay(part));
  expect(`${tone} ${text}`).toBe(expected);
});

test("an address is shown without https, which goes without saying, but with http, which does not", () => {
  expect(addressText({ kind: "remote", origin: "https://api.example.com:8443" })).toBe("api.example.com:8443");
  expect(addressText({ kind: "remote", origin: "http://127.0.0.1:4000" })).toBe("http://127.0.0.1:4000");
  expect(addressText(local)).toBe("This computer");
  expect(detailText(remote)).toBe("ada@northwind.example");
  expect(detailText({ ...remote, name: "Staging" })).toBe("api.northwind.example · ada@northwind.example");
});

test("a tile shows a whole grapheme", () => {
  expect(initialOf(" api")).toBe("A");
  expect(initialOf("e\u0301cole")).toBe("E\u0301");
  expect(initialOf("x")).toBe("X");
  expect(initialOf("👩‍🚀 crew")).toBe("👩‍🚀");
  expect(initialOf("")).toBe("?");
});
