/** What may be typed as a server's address. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../src-main/servers/address.ts";
import { ServerPlace } from "../../../src-preload/contract/server.ts";

const accepted = [
  ["https://api.example.com", "https://api.example.com", "api.example.com"],
  ["  https://api.example.com/ \n", "https://api.example.com", "api.example.com"],
  ["HTTPS://API.Example.COM", "https://api.example.com", "api.example.com"],
  ["api.example.com", "https://api.example.com", "api.example.com"],
  ["api.example.com:8443", "https://api.example.com:8443", "api.example.com:8443"],
  ["https://api.example.com:443", "https://api.example.com", "api.example.com"],
  ["localhost:4321", "http://localhost:4321", "localhost:4321"],
  ["127.0.0.1:4321", "http://127.0.0.1:4321", "127.0.0.1:4321"],
  ["127.8.9.10", "http://127.8.9.10", "127.8.9.10"],
  ["127.1:4321", "http://127.0.0.1:4321", "127.0.0.1:4321"],
  ["[::1]:4321", "http://[::1]:4321", "[::1]:4321"],
  ["http://localhost:4321/", "http://localhost:4321", "localhost:4321"],
  ["https://localhost", "https://localhost", "localhost"],
  ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443", "[2001:db8::1]:8443"],
  ["bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example"],
  // A Cyrillic а: shown for what it is.
  ["https://аpi.example.com", "https://xn--pi-6kc.example.com", "xn--pi-6kc.example.com"],
] as const;

const invalid = [
  "",
  "   ",
  "https://",
  "not an address",
  "https://exa mple.com",
  "https://user@api.example.com",
  "https://user:password@api.example.com",
  "user:password@api.example.com",
  "https://@api.example.com",
  "https://api.example.com?x=1",
  "https://api.example.com/?",
  "https://api.example.com#top",
  "https://api.example.com/..",
  "https://api.example.com/.",
  "https://api.example.com/api/../auth",
  "https://api.example.com/api/./auth/",
  "https://api.example.com//auth",
  "https://api.example.com/api//",
  "https://api.example.com/api/auth?x=1",
  "https://api.example.com/api/auth#top",
  "https://api.example.com/%2e%2e/auth",
  "https://api.example.com/api/auth;x",
  "https://api.example.com/a/b/c/d/e/f/g/h/i",
  "https://api.example.com/api/schlüssel",
  `https://api.example.com/${"x".repeat(256)}`,
  "ftp://api.example.com",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "mailto:someone@example.com",
  "//api.example.com",
  "https:\\\\api.example.com",
  "https://api.example.com\\@evil.example",
  "https://api.exa\tmple.com",
  "http:/",
  "https://api.example.com:0",
  "https://api.example.com:99999",
  "https://api.example.com:port",
  "https://[::1",
  "https://[zz::1]",
  "https://%00",
  "https://1.2.3.4.5",
];

/** Where an API may begin. */
const paths = [
  ["https://host/api/auth", "/api/auth"],
  ["https://host/api/auth/", "/api/auth"],
  ["host/api/v1", "/api/v1"],
  ["localhost:4321/auth", "/auth"],
  ["https://host:8443/a/b/c/d/e/f/g/h/", "/a/b/c/d/e/f/g/h"],
  ["https://host/API/Auth", "/API/Auth"],
  ["https://host/.auth/v1.2/my_api~x", "/.auth/v1.2/my_api~x"],
  ["https://host/..auth", "/..auth"],
  [`https://host/${"x".repeat(255)}`, `/${"x".repeat(255)}`],
] as const;

const insecure = [
  "http://api.example.com/api/auth",
  "http://api.example.com",
  "http://192.168.1.10:8080",
  "http://0.0.0.0",
  "http://[::]",
  "http://[::ffff:127.0.0.1]",
  "http://localhost.example.com",
  "http://127.0.0.1.example.com",
  "http://128.0.0.1",
];

describe("an address as typed", () => {
  it.each(accepted)("%j is %s", (typed, origin, host) => {
    expect(parseAddress(typed)).toEqual({ ok: true, value: { origin, host, path: null } });
  });

  it.each(paths)("%j has the path %s", (typed, path) => {
    expect(parseAddress(typed)).toMatchObject({ ok: true, value: { path } });
  });

  it.each(invalid)("%j is no address", (typed) => {
    expect(parseAddress(typed)).toMatchObject({ ok: false, failure: { code: "invalid-address" } });
  });

  it.each(insecure)("%j would send a password in clear", (typed) => {
    expect(parseAddress(typed)).toMatchObject({ ok: false, failure: { code: "insecure-address" } });
  });

  it("never throws, and never lets http through to another computer", () => {
    const scheme = fc.constantFrom("", "http://", "https://", "HTTP://", "ftp://", "http:", "//");
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.constantFrom("localhost", "127.0.0.1", "0x7f.1", "[::1]", "localhost.", "2130706433"),
      fc.string({ unit: "grapheme" }),
    );
    const rest = fc.oneof(
      fc.constantFrom("", "/", ":80", ":8080/", "/api/v1", "/../x", "@", "?", "#"),
      fc.webPath(),
      fc.string(),
    );
    const address = fc.tuple(scheme, host, rest).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl(), fc.string({ unit: "binary" })), (typed) => {
        const result = parseAddress(typed);
        if (!result.ok) return;
        const { path } = result.value;
        const { protocol, hostname, origin } = new URL(result.value.origin);
        expect(result.value.origin).toBe(origin);
        if (protocol !== "https:") expect(hostname).toMatch(/^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/);
        // What was accepted is accepted again, unchanged: it is stored and read back.
        expect(parseAddress(`${origin}${path ?? ""}`)).toEqual(result);
        expect(ServerPlace.shape.basePath.safeParse(path ?? "").success).toBe(true);
        // No part of it is one that a URL would take away.
        expect(new URL(`${origin}${path ?? "/"}`).pathname).toBe(path ?? "/");
      }),
      { numRuns: 1000 },
    );
  });
});
