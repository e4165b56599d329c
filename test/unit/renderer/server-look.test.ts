/** An address is looked at once the person pauses or leaves it; an answer for a text that is gone is dropped. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Result } from "../../../src-preload/contract/failure.ts";
import type { FoundServer } from "../../../src-preload/contract/server.ts";
import { couldBeAddress, createServerLook, pauseMs } from "../../../src-renderer/store/server-look.ts";
import { failures } from "../../gallery/states.ts";

const betterAuth: FoundServer = { host: "id.example.com", place: { kind: "better-auth", basePath: "/api/auth" } };
const riddle: FoundServer = { host: "id.example.com", place: null };

/** A main that answers when it is told to. */
function slowMain() {
  const asked: { address: string; answer: (result: Result<FoundServer>) => Promise<void> }[] = [];
  const ask = (address: string) =>
    new Promise<Result<FoundServer>>((resolve) => {
      asked.push({
        address,
        answer: async (result) => {
          resolve(result);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  const at = (index: number) => {
    const question = asked[index];
    if (question === undefined) throw new Error(`There is no question ${index}.`);
    return question;
  };
  return { ask, asked, at };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("when it looks", () => {
  test("after a pause, and not while somebody types", () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.typed("id.example.co");
    vi.advanceTimersByTime(pauseMs - 1);
    look.typed("id.example.com");
    vi.advanceTimersByTime(pauseMs - 1);
    expect(main.asked).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(main.asked.map(({ address }) => address)).toEqual(["id.example.com"]);
    expect(look.store.getState().look).toEqual({ status: "looking" });
  });

  test("at once when the field is left, whatever stands in it, and once", () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.left();
    look.typed(" keyrack ");
    vi.advanceTimersByTime(pauseMs * 2);
    expect(main.asked, "half a word is not looked up").toEqual([]);
    look.left();
    look.left();
    vi.advanceTimersByTime(pauseMs * 2);
    expect(main.asked.map(({ address }) => address)).toEqual(["keyrack"]);
  });

  test("not at an address that is known already", () => {
    const main = slowMain();
    const look = createServerLook(main.ask, (address) => address === "api.example.com");
    look.typed("api.example.com");
    look.left();
    vi.advanceTimersByTime(pauseMs * 2);
    expect(main.asked).toEqual([]);
  });

  test("again after a failure when the field is left again, and not after an answer", async () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.typed("id.example.com");
    look.left();
    await main.at(0).answer({ ok: false, failure: failures.timeout });
    expect(look.store.getState().look).toEqual({ status: "failed", failure: failures.timeout });
    look.left();
    await main.at(1).answer({ ok: true, value: betterAuth });
    look.left();
    expect(main.asked).toHaveLength(2);
  });

  test("not after the form has gone", () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.typed("id.example.com");
    look.stop();
    vi.advanceTimersByTime(pauseMs * 2);
    expect(main.asked).toEqual([]);
  });
});

describe("an answer", () => {
  test("for an earlier text is dropped, even where the text comes back", async () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.typed("id.example.com");
    look.left();
    look.typed("id.example.co");
    await main.at(0).answer({ ok: true, value: betterAuth });
    expect(look.store.getState().look).toEqual({ status: "none" });
    look.typed("id.example.com");
    look.left();
    await main.at(1).answer({ ok: true, value: riddle });
    expect(look.store.getState()).toEqual({
      look: { status: "found", server: riddle },
      chosen: null,
      choosing: true,
    });
  });

  test("that comes after the form was sent says nothing; what was found before stays", async () => {
    const main = slowMain();
    const look = createServerLook(main.ask);
    look.typed("id.example.com");
    look.left();
    look.sent();
    expect(look.store.getState().look).toEqual({ status: "none" });
    await main.at(0).answer({ ok: false, failure: failures.timeout });
    expect(look.store.getState().look).toEqual({ status: "none" });
    look.left();
    await main.at(1).answer({ ok: true, value: betterAuth });
    look.sent();
    expect(look.store.getState().look).toEqual({ status: "found", server: betterAuth });
  });

  test("of main's that it cannot tell either lets the person choose", () => {
    const look = createServerLook(slowMain().ask);
    look.typed("id.example.com");
    look.sent();
    look.unclear();
    expect(look.store.getState()).toMatchObject({ choosing: true, look: { status: "found", server: { place: null } } });
  });
});

test("a choice holds until the address changes; spaces around it change nothing", async () => {
  const main = slowMain();
  const look = createServerLook(main.ask);
  look.typed("id.example.com");
  look.left();
  await main.at(0).answer({ ok: true, value: betterAuth });
  look.openChoice();
  look.choose("keyrack");
  look.typed(" id.example.com ");
  expect(look.store.getState()).toMatchObject({ chosen: "keyrack", choosing: true });
  look.typed("id.example.org");
  expect(look.store.getState()).toEqual({ look: { status: "none" }, chosen: null, choosing: false });
});

test.each([
  ["api.example.com", true],
  ["https://id.example.com/api/auth", true],
  ["127.0.0.1:43117", true],
  ["keyrack:8443", true],
  ["localhost", true],
  ["http://[::1]:3000", true],
  ["api", false],
  ["api.", false],
  ["https://", false],
  ["https://api", false],
  ["not an address", false],
  ["https://me:secret@api.example.com", false],
  ["", false],
])("%j may be a whole address: %j", (text, could) => {
  expect(couldBeAddress(text)).toBe(could);
});
