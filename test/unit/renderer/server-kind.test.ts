/** What the window says of a server comes from what main offers, so that a third kind needs nothing here. */
import { describe, expect, test } from "vitest";
import type { ServerOffer } from "../../../src-preload/contract/server.ts";
import { kindAt, lookText, placeText, typedAddress, waysOf } from "../../../src-renderer/store/server-kind.ts";
import type { Looked } from "../../../src-renderer/store/server-look.ts";
import { failures, identity, remote, servers as two } from "../../gallery/states.ts";

const third: ServerOffer = { kind: "vault-9", label: "Vault 9", signIn: ["token"], movable: true };
const servers = [...two, third];

const found = (kind: string | null, basePath = "", chosen: string | null = null): Looked => ({
  look: {
    status: "found",
    server: { host: "id.example.com:8443", place: kind === null ? null : { kind, basePath } },
  },
  chosen,
  choosing: false,
});
const none: Looked = { look: { status: "none" }, chosen: null, choosing: false };

describe("the line below an address", () => {
  test.each([
    [none, null],
    [{ ...none, look: { status: "looking" as const } }, "Looking…"],
    [{ ...none, look: { status: "failed" as const, failure: failures.timeout } }, null],
    [found("keyrack", "/api/v1"), "Keyrack API at id.example.com:8443"],
    [found("better-auth", "/api/auth"), "Better Auth at id.example.com:8443/api/auth"],
    [found("vault-9", ""), "Vault 9 at id.example.com:8443"],
    [found(null), "Something answers there, but Keyrack cannot tell what it is. Choose:"],
    [
      found("better-auth", "/api/auth", "keyrack"),
      "Found Better Auth at id.example.com:8443/api/auth; your choice counts.",
    ],
    [found("keyrack", "/api/v1", "keyrack"), "Keyrack API at id.example.com:8443"],
  ])("%# says what stands there", (looked, text) => {
    expect(lookText(servers, looked)).toBe(text);
  });
});

test("the person's word goes before what was found", () => {
  expect(kindAt(none)).toBeNull();
  expect(kindAt(found(null))).toBeNull();
  expect(kindAt(found("keyrack", "/api/v1"))).toBe("keyrack");
  expect(kindAt(found("keyrack", "/api/v1", "better-auth"))).toBe("better-auth");
});

test("the ways to sign in are the offer's; unknown, it is the usual one", () => {
  expect(waysOf(servers, "better-auth")).toEqual(["password", "token"]);
  expect(waysOf(servers, "vault-9")).toEqual(["token"]);
  expect(waysOf(servers, null)).toEqual(["password"]);
});

test("a kind nobody here knows has no words", () => {
  expect(placeText(servers, { kind: "other", basePath: "/api" })).toBeNull();
});

test("a connection's address says where its API begins only if that could be elsewhere", () => {
  expect(typedAddress(servers, remote)).toBe("https://api.northwind.example");
  expect(typedAddress(servers, identity)).toBe("https://id.northwind.example/api/auth");
  expect(typedAddress(servers, { ...remote, origin: null })).toBe("");
});
