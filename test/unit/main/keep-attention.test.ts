/** Attention in the state: in step with keys, thresholds, dismissals, connection and calendar. */
import { describe, expect, test } from "vitest";
import { putInFront } from "../../../src-main/use-cases/activate-connection.ts";
import { applyKey } from "../../../src-main/use-cases/apply-key.ts";
import { changePreferences } from "../../../src-main/use-cases/change-preferences.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { dismissAttention, restoreAttention } from "../../../src-main/use-cases/dismiss-attention.ts";
import { keepAttention } from "../../../src-main/use-cases/keep-attention.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const hour = 3_600_000;

/** Signed in; one key, unnamed, made and used within the last days. */
async function world() {
  const made = fakeWorld();
  const { context, server } = made;
  const recent = { createdAt: "2026-11-20T10:00:00.000Z", lastUsedAt: "2026-11-20T12:00:00.000Z" };
  server.keys = [sampleKey({ ...recent, name: null })];
  keepAttention(context);
  await connect(context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  const kinds = () => context.state.getState().attention.map(({ kind }) => kind);
  const dismissed = () => context.state.getState().dismissedAttention;
  return { ...made, kinds, dismissed, recent };
}

test("is there with the list, and follows each key", async () => {
  const { context, server, kinds } = await world();
  expect(kinds()).toEqual(["unnamed"]);
  applyKey(context, { ...sampleKey(server.keys[0]), name: "Staging" });
  expect(kinds()).toEqual([]);
});

test("follows the thresholds at once", async () => {
  const { context, kinds } = await world();
  const attention = { ...context.state.getState().preferences.attention, idleAfterDays: 2 };
  await changePreferences(context, { attention });
  expect(kinds()).toEqual(["idle", "unnamed"]);
});

test("notices that days have passed", async () => {
  const { clock, kinds } = await world();
  // 29 days and 22 hours after the key's last use it is still young.
  clock.pass(27 * 24 * hour - hour);
  expect(kinds()).toEqual(["unnamed"]);
  clock.pass(3 * hour);
  expect(kinds()).toEqual(["idle", "unnamed"]);
});

test("goes with its connection", async () => {
  const { context, kinds } = await world();
  putInFront(context, null);
  expect(kinds()).toEqual([]);
});

describe("what is dismissed", () => {
  test("is counted, remembered for its connection, and comes back when asked for", async () => {
    const { context, settings, kinds, dismissed } = await world();
    expect(await dismissAttention(context, { kind: "unnamed", keyId: "key_1" })).toMatchObject({ ok: true });
    expect([kinds(), dismissed()]).toEqual([[], 1]);
    const { activeConnectionId } = context.state.getState();
    expect(settings.current().dismissals).toEqual([
      { kind: "unnamed", keyId: "key_1", connectionId: activeConnectionId },
    ]);
    // The same once more is no second one.
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    expect(settings.current().dismissals).toHaveLength(1);

    await restoreAttention(context);
    expect([kinds(), dismissed(), settings.current().dismissals]).toEqual([["unnamed"], 0, []]);
  });

  test("does not hide another key's or kind's", async () => {
    const { context, server, recent, kinds } = await world();
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    server.keys.unshift(sampleKey({ ...recent, id: "key_2", name: null }));
    await refreshKeys(context);
    expect(context.state.getState().attention).toMatchObject([{ kind: "unnamed", keyId: "key_2" }]);
    await changePreferences(context, {
      attention: { ...context.state.getState().preferences.attention, idleAfterDays: 2 },
    });
    expect(kinds()).toEqual(["idle", "idle", "unnamed"]);
  });

  test("stays when another connection's is taken back", async () => {
    const { context, settings } = await world();
    const elsewhere = {
      kind: "old",
      keyId: "key_1",
      connectionId: "3b241101-e2bb-4255-8caf-4136c566a962",
    } as const;
    await settings.update({ dismissals: [elsewhere] });
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    await restoreAttention(context);
    expect(settings.current().dismissals).toEqual([elsewhere]);
  });

  test("is forgotten with its key", async () => {
    const { context, server, settings } = await world();
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    server.keys = [];
    await refreshKeys(context);
    expect(settings.current().dismissals).toEqual([]);
  });

  test("comes back once it has been over and is true again", async () => {
    const { context, server, settings, kinds, clock } = await world();
    const use = (moment: Date) => {
      server.keys = [sampleKey({ ...server.keys[0], lastUsedAt: moment.toISOString() })];
      return refreshKeys(context);
    };
    clock.pass(40 * 24 * hour);
    expect(kinds()).toEqual(["idle", "unnamed"]);
    await dismissAttention(context, { kind: "idle", keyId: "key_1" });
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    // Read again without news, they stay dismissed.
    await refreshKeys(context);
    expect(kinds()).toEqual([]);
    await use(clock.now());
    expect(settings.current().dismissals.map(({ kind }) => kind)).toEqual(["unnamed"]);
    clock.pass(31 * 24 * hour);
    expect(kinds()).toEqual(["idle"]);
  });

  test("stays while its key takes part in a rotation by hand, which may be called off", async () => {
    const { context, kinds } = await world();
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    const connectionId = context.state.getState().activeConnectionId ?? "";
    const startedAt = context.clock.now().toISOString();
    context.state.setState({ rotations: [{ connectionId, oldKeyId: "key_1", newKeyId: "key_2", startedAt }] });
    await refreshKeys(context);
    context.state.setState({ rotations: [] });
    await refreshKeys(context);
    expect(kinds()).toEqual([]);
  });

  test("stays while the list is only a cached one", async () => {
    const { context, settings, cache } = await world();
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    const { activeConnectionId, session, keys } = context.state.getState();
    if (session.status !== "signed-in" || keys.limits === null || activeConnectionId === null) throw new Error("");
    const asOf = "2026-11-19T10:00:00.000Z";
    const older = { active: [], retiring: [], revoked: [], moreRevoked: false, limits: keys.limits, asOf };
    cache.lists.set(activeConnectionId, { session: session.session, ...older });
    putInFront(context, activeConnectionId);
    expect(settings.current().dismissals).toHaveLength(1);
  });

  test("five of five is another matter the next time", async () => {
    const { context, server, recent, kinds } = await world();
    const five = Array.from({ length: 5 }, (_, at) => sampleKey({ ...recent, id: `key_${at}`, name: `Key ${at}` }));
    server.keys = five;
    await refreshKeys(context);
    expect(kinds()).toEqual(["limit"]);
    await dismissAttention(context, { kind: "limit", keyId: null });
    expect(kinds()).toEqual([]);
    server.keys = five.slice(1);
    await refreshKeys(context);
    server.keys = five;
    await refreshKeys(context);
    expect(kinds()).toEqual(["limit"]);
  });
});
