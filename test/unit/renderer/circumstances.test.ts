/** What the state means for the window: reasons beside buttons, strips above the page, the word beside the dot. */
import { describe, expect, test } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { changeBlock, generateBlock, limitText } from "../../../src-renderer/store/availability.ts";
import { bannersFor } from "../../../src-renderer/store/banners.ts";
import { addressText, connectionStatus, detailText, initialOf } from "../../../src-renderer/store/connection-status.ts";
import { ago, failures, fiveKeys, goodDay, lists, local, noLists, remote } from "../../gallery/states.ts";

const offline: AppState["network"] = { status: "offline", since: ago(0), failure: failures.timeout, nextTryAt: null };

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
    expect(limitText({ active: 3, maxActive: 5 })).toBe("3 of 5 active");
  });

  test.each<[string, Partial<AppState>, string]>([
    ["offline", { network: offline }, "Offline: changes need the server."],
    [
      "unreachable",
      { session: { status: "unreachable", failure: failures.offline } },
      "Offline: changes need the server.",
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
  const kinds = (part: Partial<AppState>) => bannersFor(goodDay(part)).map(({ kind }) => kind);
  const { keys: failed } = lists([], [], { status: "failed", failure: failures.server });

  test("a good day has none", () => {
    expect(kinds({})).toEqual([]);
  });

  test("offline is said once, although the refresh failed too", () => {
    expect(kinds({ network: offline, keys: { ...failed, failure: failures.timeout } })).toEqual(["offline"]);
  });

  test("retrying asks for what is missing: the session, or the list", () => {
    const unreachable = goodDay({ session: { status: "unreachable", failure: failures.offline } });
    expect(bannersFor(unreachable)[0]).toMatchObject({ kind: "offline", retry: "session", failure: failures.offline });
    expect(bannersFor(goodDay({ network: offline }))[0]).toMatchObject({ retry: "keys", failure: failures.timeout });
  });

  test("a failed refresh has a strip only above rows; without rows the page says it", () => {
    expect(kinds({ keys: failed })).toEqual(["list-failed"]);
    expect(kinds({ ...noLists, keys: { ...noLists.keys, status: "failed", failure: failures.server } })).toEqual([]);
    expect(kinds({ ...noLists, network: offline })).toEqual([]);
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
    expect(kinds({ keys: failed, notices: [notice] })).toEqual(["list-failed", "notice"]);
  });
});

test.each<[Partial<AppState>, string]>([
  [{}, "good Online"],
  [{ network: { status: "unknown", since: null, failure: null, nextTryAt: null } }, "busy Connecting…"],
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
  expect(initialOf("👩‍🚀 crew")).toBe("👩‍🚀");
  expect(initialOf("")).toBe("?");
});
