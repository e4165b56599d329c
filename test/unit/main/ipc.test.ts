/** The IPC gate: who may call, what passes in, what passes out. Electron is replaced, since npm's package is only a path outside it. */
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Channel } from "../../../src-preload/contract/ipc.ts";
import { channels } from "../../../src-preload/contract/ipc.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";
import { noWindow } from "../../support/no-window.ts";

const registered = new Map<string, (event: unknown, ...received: unknown[]) => Promise<unknown>>();
vi.mock("electron", () => ({
  ipcMain: { handle: (channel: string, run: (event: unknown) => Promise<unknown>) => registered.set(channel, run) },
}));
const { answer, registerIpc } = await import("../../../src-main/ipc/register.ts");
const { createHandlers } = await import("../../../src-main/ipc/handlers.ts");

const origin = "app://keyrack";
const ours = { senderFrame: { parent: null, origin } };
const refused = { ok: false, failure: expect.objectContaining({ code: "invalid-input" }) };

beforeEach(() => {
  registered.clear();
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  registerIpc(createHandlers(fakeWorld().context, noWindow), origin);
});

test("every channel of the contract is answered, and no other", () => {
  expect([...registered.keys()].sort()).toEqual(Object.keys(channels).sort());
});

describe("a caller", () => {
  test.each([
    ["a frame inside our page", { senderFrame: { parent: {}, origin } }],
    ["another page", { senderFrame: { parent: null, origin: "https://example.com" } }],
    ["an opaque origin", { senderFrame: { parent: null, origin: "null" } }],
    ["a frame that is gone", { senderFrame: null }],
  ])("that is %s is refused without running anything", async (_who, event) => {
    expect(await registered.get("app:state")?.(event, {})).toEqual(refused);
  });
  test("that is our own page is answered", async () => {
    expect(await registered.get("app:state")?.(ours, {})).toMatchObject({ ok: true });
  });
});

test("whatever is sent, the answer is a Result and nothing throws", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(channels) as Channel[])),
      fc.array(fc.anything({ withNullPrototype: true, withBigInt: true, withTypedArray: true }), { maxLength: 3 }),
      async (channel, received) => {
        const result = await registered.get(channel)?.(ours, ...received);
        expect(channels[channel].output.safeParse(result).success).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

describe("an output", () => {
  test("loses a field that the contract does not know", async () => {
    const handler = async () => ({ ok: true as const, value: { ...sampleKey(), key: "krk_leak" } });
    const result = await answer("keys:rename", handler, [{ keyId: "key_1", name: "x" }]);
    expect(result).toEqual({ ok: true, value: sampleKey() });
  });
  test("that breaks its schema becomes `internal`, and so does a throw", async () => {
    const wrong = async () => ({ ok: true as const, value: { ...sampleKey(), createdAt: "yesterday" } });
    const throws = async () => {
      throw new Error("boom");
    };
    for (const handler of [wrong, throws]) {
      expect(await answer("keys:rename", handler, [{ keyId: "key_1", name: "x" }])).toMatchObject({
        ok: false,
        failure: { code: "internal" },
      });
    }
  });
});

describe("a name", () => {
  const passes = async (name: unknown) => {
    let received: unknown;
    const handler = async (input: { name: string | null }) => {
      received = input.name;
      return { ok: true as const, value: sampleKey() };
    };
    const result = await answer("keys:generate", handler, [{ name }]);
    return result.ok ? { received } : result.failure.code;
  };
  test.each([
    ["  Production ", "Production"],
    ["   ", null],
    [null, null],
    ["🔑".repeat(64), "🔑".repeat(64)],
    ["مفتاح الإنتاج", "مفتاح الإنتاج"],
  ])("%j arrives as %j", async (name, received) => expect(await passes(name)).toEqual({ received }));
  test.each(["x".repeat(65), "a\u0000b", "a\nb", "a\u202eb", 7, undefined])("%j is refused", async (name) =>
    expect(await passes(name)).toBe("invalid-name"),
  );
});
