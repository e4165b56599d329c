/** Who is asked what stands at an address, in which order, and what their answers come to together. */
import { describe, expect, it } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import type { ManagementApi } from "../../../src-main/ports.ts";
import type { ServerAdapter } from "../../../src-main/servers/adapter.ts";
import { lookAround } from "../../../src-main/servers/look.ts";
import type { Transport } from "../../../src-main/servers/transport.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";

const transport = { host: "a.example" } as Transport;
const yes = succeeded(true);
const no = succeeded(false);
const refused = failed("connection-refused", { host: "a.example" });
const late = failed("timeout", { host: "a.example" });

/** Looks with a fixed kind (at /api/v1) and a movable one (at /api/auth) that answer as said; tells who was asked what. */
async function look(path: string | null, answers: { fixed: Result<boolean>; movable: Result<boolean> }) {
  const asked: string[] = [];
  const kind = (name: keyof typeof answers, basePath: string): ServerAdapter => ({
    kind: name,
    label: name,
    signIn: ["password"],
    basePath,
    movable: name === "movable",
    async recognise(given, where) {
      expect(given).toBe(transport);
      asked.push(`${name} ${where}`);
      return answers[name];
    },
    open: () => ({}) as ManagementApi,
  });
  const adapters = [kind("fixed", "/api/v1"), kind("movable", "/api/auth")];
  const found = await lookAround(adapters, transport, { origin: "https://a.example", host: "a.example", path });
  return { asked, found };
}

describe("without a path", () => {
  it("the first that recognises it is it, and nobody else is asked", async () => {
    expect(await look(null, { fixed: yes, movable: yes })).toEqual({
      asked: ["fixed /api/v1"],
      found: succeeded({ kind: "fixed", basePath: "/api/v1" }),
    });
  });

  it("each is asked at its usual place", async () => {
    expect(await look(null, { fixed: no, movable: yes })).toEqual({
      asked: ["fixed /api/v1", "movable /api/auth"],
      found: succeeded({ kind: "movable", basePath: "/api/auth" }),
    });
  });
});

describe("with a path", () => {
  it("who cannot stand there is not asked", async () => {
    expect(await look("/auth", { fixed: yes, movable: yes })).toEqual({
      asked: ["movable /auth"],
      found: succeeded({ kind: "movable", basePath: "/auth" }),
    });
  });

  it("that is a kind's own, that kind is asked first, and one that may be anywhere after it", async () => {
    expect((await look("/api/v1", { fixed: yes, movable: yes })).found).toEqual(
      succeeded({ kind: "fixed", basePath: "/api/v1" }),
    );
    expect(await look("/api/v1", { fixed: no, movable: yes })).toEqual({
      asked: ["fixed /api/v1", "movable /api/v1"],
      found: succeeded({ kind: "movable", basePath: "/api/v1" }),
    });
  });
});

describe("nobody recognises it", () => {
  it("although something answers: the person is asked", async () => {
    expect((await look(null, { fixed: no, movable: no })).found).toEqual(succeeded(null));
  });

  it("and nothing answers: the first failure is told", async () => {
    expect((await look(null, { fixed: refused, movable: late })).found).toEqual(refused);
    expect((await look("/auth", { fixed: refused, movable: late })).found).toEqual(late);
  });

  it("and one question alone went unanswered: something is there all the same", async () => {
    expect((await look(null, { fixed: refused, movable: no })).found).toEqual(succeeded(null));
    expect((await look(null, { fixed: no, movable: late })).found).toEqual(succeeded(null));
  });
});

it("one that recognises it counts, whatever became of the questions before", async () => {
  expect((await look(null, { fixed: late, movable: yes })).found).toEqual(
    succeeded({ kind: "movable", basePath: "/api/auth" }),
  );
});
