/** Using a key from main: the line with the key in it, the test of a key, and the name of its variable. */
import { describe, expect, test } from "vitest";
import type { TriedAnswer } from "../../../src-main/ports.ts";
import { clearClipboard } from "../../../src-main/use-cases/clipboard-clearing.ts";
import { copyWithKey } from "../../../src-main/use-cases/copy-with-key.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { suggestVariable } from "../../../src-main/use-cases/suggest-variable.ts";
import { tryKey } from "../../../src-main/use-cases/try-key.ts";
import { keptWorld, keptValue as value } from "../../support/kept-world.ts";

const variable = "STAGING_API_KEY";

async function kept() {
  const world = await keptWorld();
  await world.keep();
  return world;
}

describe("a line with the key in it", () => {
  const call = [
    "curl 'https://api.example.com/api/v1/inbound'",
    `-H 'Authorization: ApiKey ${value}'`,
    "-H 'X-Warehouse-Id: wh_1'",
  ];
  test.each([
    ["curl", call.join(" \\\n  ")],
    ["env", `${variable}=${value}`],
    ["export", `export ${variable}=${value}`],
  ] as const)("%s is copied, verified, and gone after its time", async (kind, line) => {
    const { context, reference, clipboard, clock } = await kept();
    const input = { ...reference, kind, variable, warehouseId: "wh_1" };
    expect(await copyWithKey(context, input)).toEqual({ ok: true, value: null });
    expect(clipboard.text).toBe(line);
    expect(context.state.getState().kept[0]?.lastCopiedAt).toBe(clock.now().toISOString());
    expect(JSON.stringify([context.state.getState(), context.held])).not.toContain(value);
    clock.pass(30_000);
    await clearClipboard(context);
    expect(clipboard.text).toBe("");
  });

  test("what was copied since is left alone, also where it is the key without the line", async () => {
    const { context, reference, clipboard } = await kept();
    await copyWithKey(context, { ...reference, kind: "env", variable, warehouseId: null });
    clipboard.text = value;
    await clearClipboard(context);
    expect(clipboard.text).toBe(value);
  });

  test("two fast clicks are one copy, the two lines are two", async () => {
    const { context, reference, clipboard } = await kept();
    let writes = 0;
    const { write } = clipboard;
    clipboard.write = (text) => {
      writes += 1;
      return write.call(clipboard, text);
    };
    await Promise.all([
      copyWithKey(context, { ...reference, kind: "env", variable, warehouseId: null }),
      copyWithKey(context, { ...reference, kind: "env", variable, warehouseId: null }),
    ]);
    expect(writes).toBe(1);
    await copyWithKey(context, { ...reference, kind: "export", variable, warehouseId: null });
    expect(writes).toBe(2);
  });

  test("a name no shell takes: refused with another, and the keychain is not asked", async () => {
    const { context, reference, clipboard, secretStore } = await kept();
    secretStore.state = "locked";
    const answer = await copyWithKey(context, { ...reference, kind: "env", variable: "2nd key", warehouseId: null });
    expect(answer).toMatchObject({
      failure: { code: "invalid-variable", message: expect.stringContaining("_2ND_KEY") },
    });
    expect(clipboard.text).toBe("");
  });

  test("not kept, locked, refused by the clipboard: said, and nothing claims to be copied", async () => {
    const { context, reference, clipboard, secretStore } = await kept();
    const input = { ...reference, kind: "env", variable, warehouseId: null } as const;
    expect(await copyWithKey(context, { ...input, keyId: "key_9" })).toMatchObject({
      failure: { code: "key-not-kept" },
    });
    expect(await copyWithKey(context, { ...input, connectionId: crypto.randomUUID() })).toMatchObject({
      failure: { code: "unknown-connection" },
    });
    secretStore.state = "locked";
    expect(await copyWithKey(context, input)).toMatchObject({ failure: { code: "keychain-locked" } });
    secretStore.state = "ok";
    clipboard.write = async () => {};
    expect(await copyWithKey(context, input)).toMatchObject({ failure: { code: "clipboard-refused" } });
    expect(context.state.getState().clipboard.holding).toBeNull();
  });
});

describe("a test of a key", () => {
  const refused: TriedAnswer = { status: 401, verdict: { kind: "key-refused" } };
  const works: TriedAnswer = { status: 200, verdict: { kind: "works" } };

  test("with a warehouse both calls, without one the first alone", async () => {
    const { context, reference, server } = await kept();
    server.calls = [];
    const both = await tryKey(context, { ...reference, warehouseId: "wh_1" });
    expect(both).toMatchObject({
      ok: true,
      value: [
        { call: "self", status: 200, ok: true },
        { call: "inbound", ok: true },
      ],
    });
    expect(server.calls).toEqual([`tryKey self ${value}`, `tryKey inbound wh_1 ${value}`]);
    for (const { ms } of both.ok ? both.value : []) expect(ms).toBeGreaterThanOrEqual(0);
    expect(await tryKey(context, { ...reference, warehouseId: null })).toMatchObject({ value: [{ call: "self" }] });
    expect(JSON.stringify(both)).not.toContain(value);
  });

  test("refused: the second call is not made, and the list is read again", async () => {
    const { context, reference, server } = await kept();
    server.calls = [];
    server.tried = [refused];
    expect(await tryKey(context, { ...reference, warehouseId: "wh_1" })).toMatchObject({
      value: [{ call: "self", status: 401, ok: false }],
    });
    await expect.poll(() => server.calls).toContain("listKeys active");
    expect(server.calls.filter((call) => call.startsWith("tryKey"))).toHaveLength(1);
  });

  test("revoked while it runs: the second answer says so", async () => {
    const { context, reference, server } = await kept();
    server.tried = [works, refused];
    const answer = await tryKey(context, { ...reference, warehouseId: "wh_1" });
    expect(answer).toMatchObject({
      value: [{ ok: true }, { status: 401, ok: false, meaning: expect.stringContaining("revoked while the test ran") }],
    });
  });

  test("a server's error at the first call does not keep the second from being made; no answer does", async () => {
    const { context, reference, server } = await kept();
    const failure = { code: "server-error", message: "It has a problem." } as const;
    server.tried = [{ status: 500, verdict: { kind: "other", failure } }, works];
    expect(await tryKey(context, { ...reference, warehouseId: "wh_1" })).toMatchObject({
      value: [{ status: 500, meaning: "It has a problem." }, { status: 200 }],
    });
    server.tried = [{ status: null, verdict: { kind: "other", failure: { ...failure, code: "timeout" } } }];
    expect(await tryKey(context, { ...reference, warehouseId: "wh_1" })).toMatchObject({ value: [{ status: null }] });
  });

  test("the key just generated, while its modal is open, needs no keychain", async () => {
    const { context, reference, server, secretStore } = await keptWorld();
    secretStore.state = "unavailable";
    const made = await generateKey(context, { name: null, expiresInDays: null });
    const keyId = made.ok ? made.value.id : "";
    expect(await tryKey(context, { connectionId: reference.connectionId, keyId, warehouseId: null })).toMatchObject({
      ok: true,
    });
    expect(server.calls.at(-1)).toBe(`tryKey self ${context.held.newValue?.value}`);
  });

  test("no such connection, no such kept key", async () => {
    const { context, reference } = await kept();
    const input = { ...reference, warehouseId: null };
    expect(await tryKey(context, { ...input, keyId: "key_9" })).toMatchObject({ failure: { code: "key-not-kept" } });
    expect(await tryKey(context, { ...input, connectionId: crypto.randomUUID() })).toMatchObject({
      failure: { code: "unknown-connection" },
    });
  });
});

test.each([
  ["Inventory Sync", "key-name", "INVENTORY_SYNC_API_KEY"],
  [null, "key-name", "API_KEY"],
  ["2nd-key", "typed", "_2ND_KEY"],
  ["", "typed", "API_KEY"],
] as const)("the variable for %j as a %s is %s", async (text, as, expected) => {
  expect(await suggestVariable({ text, as })).toEqual({ ok: true, value: { variable: expected } });
});
