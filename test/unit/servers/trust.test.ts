/** Which certificate authorities are trusted: files that are good, odd or no such thing, and a runtime with a store or without. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createServers } from "../../../src-main/servers/servers.ts";
import { offersSystemAuthorities, readAuthorityFile, trustWith } from "../../../src-main/servers/trust.ts";
import { type Identity, makeAuthority } from "../../support/tls-certificates.ts";

const folder = mkdtempSync(join(tmpdir(), "keyrack-authorities-"));
afterAll(() => rmSync(folder, { recursive: true }));

let one: Identity;
let other: Identity;
beforeAll(async () => {
  [one, other] = await Promise.all([makeAuthority("One"), makeAuthority("Other")]);
});

function file(text: string): string {
  const path = join(folder, "authorities.pem");
  writeFileSync(path, text);
  return path;
}

/** What reading comes to: how many certificates, or the sentence. */
async function reading(path: string): Promise<number | string> {
  const read = await readAuthorityFile(path);
  return read.ok ? read.value.length : `${read.failure.code}: ${read.failure.message}`;
}

describe("a file of authorities", () => {
  it.for([
    ["one", (): string => one.cert, 1],
    [
      "two, with words around them and Windows' line ends",
      () => `# One\r\n${one.cert.replaceAll("\n", "\r\n")}\r\n# Other\r\n${other.cert}\r\n`,
      2,
    ],
    ["one under its older name", () => one.cert.replaceAll("CERTIFICATE", "X509 CERTIFICATE"), 1],
    ["a certificate beside its private key", () => one.key + one.cert, 1],
  ] as const)("%s", async ([, text, count]) => {
    expect(await reading(file(text()))).toBe(count);
  });

  it.for([
    ["no certificate", (): string => "hello", "it holds no certificate"],
    ["nothing", (): string => "", "it holds no certificate"],
    ["a private key", (): string => one.key, "it holds a private key"],
    [
      "a damaged one",
      () => `${one.cert}${one.cert.replace(/\n.{20}/, "\nAAAAAAAAAAAAAAAAAAAA")}`,
      "certificate 2 of 2 in it is damaged",
    ],
    ["more than 1 MB", () => one.cert + "x".repeat(1024 * 1024), "it is larger than 1 MB"],
  ] as const)("%s", async ([, text, reason]) => {
    expect(await reading(file(text()))).toMatch(new RegExp(`^authorities-unreadable: .*: ${reason}\\.`));
  });

  it("that is not there, a folder, or a pipe that nobody writes to", async () => {
    expect(await reading(join(folder, "nowhere.pem"))).toContain("it is not there");
    mkdirSync(join(folder, "sub"));
    expect(await reading(join(folder, "sub"))).toContain("it is a folder");
    const pipe = join(folder, "pipe");
    if (process.platform !== "win32") {
      execFileSync("mkfifo", [pipe]);
      expect(await reading(pipe)).toContain("it is not there");
    }
  });

  it("its certificates are counted for the person", async () => {
    const servers = createServers();
    expect(await servers.readAuthorities(file(one.cert + other.cert))).toEqual({ ok: true, value: 2 });
    expect(await servers.readAuthorities(join(folder, "nowhere.pem"))).toMatchObject({ ok: false });
  });
});

describe("what is trusted", () => {
  it("Node's own list, untouched, where there is nothing to add", () => {
    expect(trustWith([], {})).toBeNull();
  });

  it("is checked against more where there is", () => {
    expect(trustWith([one.cert], {})).not.toBeNull();
  });

  it("the system's store is asked where the runtime has one, and added to what the runtime brings", () => {
    const store = {
      getCACertificates: vi.fn((type: string) => (type === "system" ? [one.cert] : [...rootCertificates])),
    };
    expect(offersSystemAuthorities(store)).toBe(true);
    expect(offersSystemAuthorities({})).toBe(false);
    expect(trustWith([], store)).not.toBeNull();
    expect(store.getCACertificates.mock.calls.map(([type]) => type)).toEqual(["system", "default"]);
  });

  it("a store that cannot be read, or holds something odd, stops nothing", () => {
    const throwing = (): string[] => {
      throw new Error("no store");
    };
    expect(trustWith([], { getCACertificates: throwing })).toBeNull();
    expect(trustWith([one.cert], { getCACertificates: throwing })).not.toBeNull();
    const odd = (type: string) =>
      type === "system" ? ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] : [];
    expect(trustWith([one.cert], { getCACertificates: odd })).not.toBeNull();
  });
});
