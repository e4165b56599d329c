/** A rename or a revoke whose answer was lost: the list says whether it was done, and where it cannot, doing it again is safe. */
import { describe, expect, test } from "vitest";
import { failed } from "../../../src-main/failures.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { renameKey } from "../../../src-main/use-cases/rename-key.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import type { FailureCode, Result } from "../../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { keptWorld } from "../../support/kept-world.ts";

type Answer = { code: FailureCode; done: boolean };

/** A signed-in world whose server does what it is told or not, and answers with a failure either way. */
async function worldWhere({ code, done }: Answer) {
  const world = await keptWorld();
  const { server, context } = world;
  const reason = { revokeKey: "revoked", renameKey: "renamed" } as const;
  for (const name of ["revokeKey", "renameKey"] as const) {
    const original = server[name].bind(server) as (token: string, input: never) => Promise<Result<ApiKey>>;
    server[name] = async (token: string, input: unknown) => {
      if (done) await original(token, input as never);
      return failed(code, { host: "api.example.com", reason: reason[name] });
    };
  }
  const state = () => context.state.getState();
  const revoke = () => revokeKey(context, { keyId: "key_1", reason: "old" });
  const rename = (name: string | null) => renameKey(context, { keyId: "key_1", name });
  return { ...world, state, revoke, rename };
}

describe.each<FailureCode>(["change-unconfirmed", "protocol", "server-error"])("answered with %s, and done", (code) => {
  test("a revoke: the list shows it, so it is a success", async () => {
    const { revoke, state, keep, kept } = await worldWhere({ code, done: true });
    await keep();
    expect(await revoke()).toMatchObject({ ok: true, value: { status: "revoked", revocationReason: "old" } });
    expect(state().keys.active).toEqual([]);
    expect(state().network.status).toBe("online");
    expect(kept(), "its kept value is forgotten").toEqual([]);
    expect(state().notices, "and nobody is told what they wished for").toEqual([]);
  });

  test("a rename: the list shows it, so it is a success", async () => {
    const { rename, state } = await worldWhere({ code, done: true });
    expect(await rename("Billing")).toMatchObject({ ok: true, value: { name: "Billing" } });
    expect(await rename(null)).toMatchObject({ ok: true, value: { name: null } });
    expect(state().keys.active).toMatchObject([{ name: null }]);
  });
});

describe("lost, and the list does not show it", () => {
  test("that is said, with what to do: it may still be on its way", async () => {
    const { revoke, rename, state } = await worldWhere({ code: "change-unconfirmed", done: false });
    expect(await revoke()).toMatchObject({
      failure: {
        code: "change-unconfirmed",
        message: expect.stringMatching(
          /did not answer, and its list does not show the key as revoked\. .*again is safe/,
        ),
      },
    });
    expect(await rename("Billing")).toMatchObject({ failure: { message: expect.stringContaining("as renamed") } });
    expect(state().network.status, "the list was answered, so this is no outage").toBe("online");
    expect(state().keys.active).toHaveLength(1);
  });

  test("and the key is gone altogether", async () => {
    const { revoke, server } = await worldWhere({ code: "change-unconfirmed", done: false });
    server.keys = [];
    expect(await revoke()).toMatchObject({ failure: { code: "not-found" } });
  });
});

test("lost, and the list cannot be read either: offline, nobody can tell, and again is safe", async () => {
  const { revoke, state, server, context } = await worldWhere({ code: "change-unconfirmed", done: true });
  server.beforeList = () => server.fail("connection-refused");
  expect(await revoke()).toMatchObject({
    failure: { code: "change-unconfirmed", message: expect.stringMatching(/cannot tell whether the key was revoked/) },
  });
  expect(state().network).toMatchObject({ status: "offline", failure: { code: "connection-refused" } });
  server.beforeList = () => {};
  server.failNext = [];
  await refreshKeys(context);
  expect(state().revoked.rows).toMatchObject([{ id: "key_1" }]);
});

test("answered with 500 and not done: the answer stands", async () => {
  const { revoke } = await worldWhere({ code: "server-error", done: false });
  expect(await revoke()).toMatchObject({ failure: { code: "server-error" } });
});
