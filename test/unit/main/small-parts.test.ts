/** Main's small pure parts: launch options, log redaction, the keychain entry's format, the window's place, served files. */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { placeWindow } from "../../../src-main/desktop/window-place.ts";
import { readLaunchOptions } from "../../../src-main/launch-options.ts";
import { redact } from "../../../src-main/log.ts";
import { decodeSessionEntry, encodeSessionEntry } from "../../../src-main/session-entry.ts";

// app-protocol.ts imports electron, whose npm package is only a path outside Electron; fileFor itself needs none of it.
vi.mock("electron", () => ({ protocol: {} }));
const { fileFor } = await import("../../../src-main/desktop/app-protocol.ts");

describe("launch options", () => {
  test("a relative profile folder is meant from the working folder", () => {
    expect(readLaunchOptions({ KEYRACK_USER_DATA: "profile" }, "/work", [])).toEqual({
      options: { profileFolder: "/work/profile", quickCopy: false, hidden: false },
    });
    expect(readLaunchOptions({}, "/work", ["keyrack", "--quick-copy"])).toEqual({
      options: { profileFolder: null, quickCopy: true, hidden: false },
    });
  });
  test.each(["", "  ", "a\0b"])("%j is refused with a sentence", (folder) => {
    expect(readLaunchOptions({ KEYRACK_USER_DATA: folder }, "/work", [])).toEqual({
      problem: expect.stringContaining("KEYRACK_USER_DATA"),
    });
  });
});

describe("the log", () => {
  const canary = "krk_9fK2mWq7Lx0RtBv3NcYe8HsJ5uPzAdGiTfX7Qd";
  test.each([
    `copied ${canary}`,
    `Authorization: ApiKey ${canary}`,
    "authorization: Bearer krs_abcdefghijklmnop",
    'body {"password":"correct horse","email":"ada@example.com"}',
    '{"token": "abcdefgh"}',
  ])("takes the secret out of %s", (line) => {
    expect(redact(line)).not.toMatch(/krk_9fK2m|krs_abc|correct|abcdefgh/);
    expect(redact(line)).toContain("[redacted]");
  });
  test("leaves an ordinary line alone", () => {
    expect(redact("the local service ended with code 1")).toBe("the local service ended with code 1");
  });
});

describe("the keychain entry", () => {
  const origin = fc.option(fc.webUrl().map((url) => new URL(url).origin));
  test("comes back as it was, under 1,000 bytes", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), origin, (token, opener) => {
        const text = encodeSessionEntry(token, opener);
        expect(decodeSessionEntry(text, opener)).toBe(token);
        expect(Buffer.byteLength(text)).toBeLessThan(1_000);
      }),
    );
  });
  test("the longest token and address fit as well", () => {
    const text = encodeSessionEntry("t".repeat(700), `https://${"a.".repeat(126)}a:65535`);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000);
  });
  test("is nothing at another address than the one that opened the session", () => {
    const text = encodeSessionEntry("krs_good", "https://api.example.com");
    expect(decodeSessionEntry(text, "https://api.example.com:8443")).toBeNull();
    expect(decodeSessionEntry(text, "http://api.example.com")).toBeNull();
    expect(decodeSessionEntry(text, null)).toBeNull();
  });
  test("one that was written before addresses were is good everywhere", () => {
    expect(decodeSessionEntry('{"version":1,"token":"krs_old"}', "https://api.example.com")).toBe("krs_old");
  });
  test("anything else is no entry", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), origin, (text, opener) => {
        expect(decodeSessionEntry(text, opener)).toBeNull();
      }),
    );
  });
});

describe("the window's place", () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const place = (x: number, y: number, width = 1040, height = 720) => ({ x, y, width, height, maximized: false });
  test("is the remembered one while it can be reached", () => {
    expect(placeWindow(place(100, 80), screen)).toEqual({ x: 100, y: 80, width: 1040, height: 720 });
  });
  test.each([place(5000, 80), place(100, -200), place(100, 1070), place(-1030, 0)])("%o is centred instead", (lost) => {
    expect(placeWindow(lost, screen)).toEqual({ width: 1040, height: 720 });
  });
  test("is never below the minimum", () => {
    expect(placeWindow(place(0, 0, 10, 10), screen)).toMatchObject({ width: 720, height: 520 });
  });
  test("is the default at first", () => {
    expect(placeWindow(null, screen)).toEqual({ width: 1040, height: 720 });
  });
});

describe("served files", () => {
  test("are the build's", () => {
    expect(fileFor("app://keyrack/", "/app/renderer")).toBe("/app/renderer/index.html");
    expect(fileFor("app://keyrack/assets/index.js?v=1", "/app/renderer")).toBe("/app/renderer/assets/index.js");
  });
  test.each([
    "app://keyrack/../main/index.js",
    "app://keyrack/%2e%2e/main/index.js",
    "app://keyrack/..%2fmain%2findex.js",
    "app://keyrack/%00.js",
    "app://keyrack/%E0%A4%A",
    "app://keyrack/.env",
    "app://other/index.html",
    "https://keyrack/index.html",
    "nonsense",
  ])("%s is none of them", (url) => {
    const file = fileFor(url, "/app/renderer");
    expect(file === null || file.startsWith("/app/renderer/")).toBe(true);
    if (file !== null) expect(file).not.toMatch(/\.env$/);
  });
  test("never lie outside the folder, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const file = fileFor(`app://keyrack/${path}`, "/app/renderer");
        expect(file === null || file.startsWith("/app/renderer/")).toBe(true);
      }),
    );
  });
});
