/** A server that leaves keys out of its lists: nothing is concluded from what is missing there. */
import { expect, test } from "vitest";
import { succeeded } from "../../../src-main/failures.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { keepKey } from "../../../src-main/use-cases/keep-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { withKnown } from "../../../src-main/use-cases/partial-list.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { withoutHistory } from "../../support/capabilities.ts";
import { sampleKey } from "../../support/fake-ports.ts";
import { production, rightAt, worldOfServers } from "../../support/two-servers.ts";

const key = (number: number, change: Partial<ApiKey> = {}) =>
  sampleKey({ id: `key_${number}`, createdAt: `2026-08-0${number}T09:00:00.000Z`, ...change });

const page = (keys: ApiKey[], partial?: true) => ({
  keys,
  nextCursor: null,
  limits: null,
  etag: null,
  ...(partial ? { partial } : {}),
});

test("what was known stays in a partial list, in its place; in a whole one it does not", () => {
  const known = [key(4), key(2), key(1)];
  const ids = (keys: readonly ApiKey[]) => keys.map(({ id }) => id);
  expect(ids(withKnown(page([key(5), key(4), key(1)], true), known, []).keys)).toEqual([
    "key_5",
    "key_4",
    "key_2",
    "key_1",
  ]);
  expect(ids(withKnown(page([key(5)], true), known, [key(4, { status: "revoked" }), key(2)]).keys)).toEqual([
    "key_5",
    "key_1",
  ]);
  expect(ids(withKnown(page([key(5)]), known, []).keys)).toEqual(["key_5"]);
});

test("a key that is left out is neither remembered as deleted, nor is its value forgotten", async () => {
  const world = worldOfServers();
  const { context, revokedMemory, state } = world;
  const server = world.at(production);
  server.capabilities = withoutHistory;
  server.keys = [key(1), key(2)];
  await connect(context, rightAt(production));
  await generateKey(context, { name: "Made here", expiresInDays: null });
  const { id: connectionId } = world.connectionAt(production);
  const apiKey = state().newKey?.apiKey;
  if (!apiKey) throw new Error("No key was made.");
  const { id: made } = apiKey;
  expect((await keepKey(context, { connectionId, apiKey, value: "a value to keep" })).ok).toBe(true);

  const whole = server.listKeys.bind(server);
  let partial: true | undefined = true;
  server.listKeys = async (...query) => {
    const listed = await whole(...query);
    if (!listed.ok || query[1].status !== "active") return listed;
    return succeeded({
      ...page(
        listed.value.keys.filter(({ id }) => id === "key_2"),
        partial,
      ),
    });
  };
  await refreshKeys(context);
  expect(
    state()
      .keys.active.map(({ id }) => id)
      .sort(),
  ).toEqual([made, "key_1", "key_2"].sort());
  expect(await revokedMemory.read(connectionId, "acc_1")).toEqual([]);
  expect(state().kept.map(({ keyId }) => keyId)).toEqual([made]);

  // The same list, whole, says that they are gone.
  partial = undefined;
  await refreshKeys(context);
  expect(state().keys.active.map((one) => one.id)).toEqual(["key_2"]);
  expect((await revokedMemory.read(connectionId, "acc_1")).map((one) => one.id).sort()).toEqual([made, "key_1"].sort());
  expect(state().kept).toEqual([]);
});
