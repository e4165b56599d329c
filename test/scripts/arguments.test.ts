/** What the commands understand, and what they answer when they do not. */
import { describe, expect, test } from "vitest";
import { xauthority } from "../../scripts/desktop/display.mjs";
import { readFlags } from "../../scripts/run/arguments.mjs";
import { conformanceTarget } from "../../scripts/run/conformance-target.mjs";
import { npm } from "../../scripts/run/npm.mjs";
import { duration } from "../../scripts/run/say.mjs";

describe("flags", () => {
  const read = (...words: string[]) => readFlags(words, ["out"], "npm run demo -- --out DIR");

  test("with a value, in both spellings", () => {
    expect(read("--out", "d").flags.out).toBe("d");
    expect(read("--out=d").flags.out).toBe("d");
  });
  test("none", () => expect(read()).toEqual({ flags: {}, rest: [] }));
  test("what follows -- is left alone", () => {
    expect(read("--out", "d", "--", "--grep", "x")).toEqual({ flags: { out: "d" }, rest: ["--grep", "x"] });
  });
  test.each([[["--unknown"]], [["word"]], [["--out"]], [["--out", ""]], [["--out="]]])(
    "%j is answered with a sentence and the usage",
    (words) => expect(() => read(...words)).toThrow(/^[^\n]+\.\nUsage: npm run demo -- --out DIR$/),
  );
});

describe("the server of the conformance tests", () => {
  const usage = "...";
  const good = { url: "https://keys.example.com/", email: "a@example.com" };

  test("none given means our own", () => expect(conformanceTarget({}, undefined, usage)).toBeUndefined());
  test("complete", () => {
    expect(conformanceTarget(good, "pw", usage)).toEqual({
      KEYRACK_CONFORMANCE_URL: "https://keys.example.com",
      KEYRACK_CONFORMANCE_EMAIL: "a@example.com",
    });
  });
  test.each([
    [{ ...good, url: "keys.example.com" }, "pw", "is not the address of a server"],
    [{ ...good, url: "ftp://keys.example.com" }, "pw", "is not the address of a server"],
    [{ ...good, url: "https://me:secret@keys.example.com" }, "pw", "KEYRACK_PASSWORD"],
    [{ url: good.url }, "pw", "--email"],
    [{ ...good, email: "nobody" }, "pw", "--email"],
    [good, undefined, "KEYRACK_PASSWORD"],
    [good, "", "KEYRACK_PASSWORD"],
    [{ email: good.email }, "pw", "--url"],
  ])("%j with the password %j: %s", (flags, password, word) =>
    expect(() => conformanceTarget(flags, password, usage)).toThrow(word),
  );
  test("a password in the address is not repeated", () => {
    const flags = { ...good, url: "https://me:hunter2@keys.example.com" };
    expect(() => conformanceTarget(flags, "pw", usage)).toThrow(expect.not.stringContaining("hunter2"));
  });
});

describe("npm", () => {
  test("is the npm that runs us", () => {
    expect(npm(["ci"], { npm_execpath: "/usr/lib/npm/bin/npm-cli.js" })).toEqual([
      process.execPath,
      ["/usr/lib/npm/bin/npm-cli.js", "ci"],
    ]);
  });
  test("is the one on the PATH under yarn and without either", () => {
    expect(npm(["ci"], { npm_execpath: "/usr/lib/yarn.js" })).toEqual(["npm", ["ci"]]);
    expect(npm(["ci"], {})).toEqual(["npm", ["ci"]]);
  });
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1.0 s"],
  [59_940, "59.9 s"],
  [60_000, "1 min 0 s"],
  [119_700, "2 min 0 s"],
])("%d ms is %s", (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test("the X authority file holds one cookie for every display", () => {
  const cookie = Buffer.alloc(16, 0xab);
  const file = xauthority(cookie);
  expect(file.subarray(0, 6)).toEqual(Buffer.from([0xff, 0xff, 0, 0, 0, 0]));
  expect(file.subarray(8, 26).toString()).toBe("MIT-MAGIC-COOKIE-1");
  expect(file.subarray(-16)).toEqual(cookie);
  expect(file.length).toBe(2 + 2 + 2 + 2 + 18 + 2 + 16);
});
