/** A create whose answer never came: found in the list, had after all, replaced, or known not to exist; never two keys. */
import { describe, expect, test } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import { activateConnection } from "../../../src-main/use-cases/activate-connection.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { dismissLostKey, replaceLostKey } from "../../../src-main/use-cases/lost-key.ts";
import { dismissNewKey } from "../../../src-main/use-cases/new-key.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { keyrackCapabilities, keyrackHeader, withoutHistory } from "../../support/capabilities.ts";
import { credentials, losingWorld, type Step } from "../../support/losing-world.ts";

describe("the list shows the key", () => {
  test("the same Idempotency-Key gets its value after all", async () => {
    const { generate, state, sent, context, server } = await losingWorld("make, lose", "make");
    expect(await generate()).toMatchObject({ ok: true, value: { name: "Staging" } });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(server.keys).toHaveLength(2);
    expect(state().newKey?.apiKey.id).toBe("key_2");
    expect(context.held.newValue?.value).toContain("key_2");
    expect(state().lostKey).toBeNull();
  });

  test.each<[string, Step]>([
    ["is lost again", "make, lose"],
    ["says that the value was given before", () => failed("already-created", { keyId: "key_2" })],
    ["says so without saying which", () => failed("already-created")],
    ["is turned away for now", () => failed("rate-limited", { retryAfterSeconds: 9 })],
    ["finds nobody home", () => failed("connection-refused")],
  ])("and the second answer %s: the key exists without its value", async (_name, second) => {
    const { generate, state, server } = await losingWorld("make, lose", second);
    const answer = await generate();
    expect(answer).toMatchObject({
      failure: {
        code: "already-created",
        keyId: "key_2",
        message: "The key was created but its value was not received. Revoke it and generate another.",
      },
    });
    expect(state().lostKey).toMatchObject({ status: "created", name: "Staging", apiKey: { id: "key_2" } });
    expect(state().newKey).toBeNull();
    expect(server.keys).toHaveLength(2);
  });

  test("of somebody else, of another name, or older: it is not this one", async () => {
    const { generate, state, makeKey } = await losingWorld("lose");
    makeKey("Staging", { createdBy: { id: "acc_2", name: "Marta" } });
    makeKey("Production");
    makeKey("Staging", { createdAt: "2026-07-01T00:00:00.000Z" });
    expect(await generate()).toMatchObject({
      failure: { code: "outcome-unknown", message: expect.stringContaining("shows no such key") },
    });
    expect(state().lostKey).toBeNull();
  });

  test("twice, and the server does not say which: both are named, neither is offered for revoking", async () => {
    const { generate, state, makeKey } = await losingWorld("make, lose", "make, lose");
    makeKey("Staging", { start: "krk_AAAA", last4: "1111" });
    const answer = await generate();
    expect(answer).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(answer.ok ? "" : answer.failure.message).toContain("krk_9fK2••••x7Qd or krk_AAAA••••1111");
    expect(state().lostKey).toBeNull();
  });

  test("twice, and the server says which", async () => {
    const { generate, state, makeKey } = await losingWorld("make, lose", () =>
      failed("already-created", { keyId: "key_3" }),
    );
    makeKey("Staging");
    expect(await generate()).toMatchObject({ failure: { code: "already-created", keyId: "key_3" } });
    expect(state().lostKey).toMatchObject({ apiKey: { id: "key_3" } });
  });

  test("but it is another's, and the second answer says that the limit is reached: none was made", async () => {
    const { generate, state, makeKey, sent } = await losingWorld("lose", () => failed("key-limit-reached"));
    makeKey("Staging");
    expect(await generate()).toMatchObject({ failure: { code: "key-limit-reached" } });
    expect(state().lostKey).toBeNull();
    await generate();
    expect(sent[2]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });
});

describe("the server answers a create with 409 already-created", () => {
  test("the key is found by its id", async () => {
    const { generate, state, makeKey, sent } = await losingWorld(() => failed("already-created", { keyId: "key_2" }));
    makeKey("Staging");
    expect(await generate()).toMatchObject({ failure: { code: "already-created", keyId: "key_2" } });
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
    expect(sent).toHaveLength(1);
  });

  test("and the key is not active any more: another can be generated", async () => {
    const { generate, state, makeKey } = await losingWorld(() => failed("already-created", { keyId: "key_2" }));
    makeKey("Staging", { status: "revoked" });
    expect(await generate()).toMatchObject({
      failure: { code: "already-created", message: expect.stringMatching(/not active any more\. Generate another\.$/) },
    });
    expect(state().lostKey).toBeNull();
    expect(await generate()).toMatchObject({ ok: true });
  });
});

describe("the list shows no such key", () => {
  test("generating it again within ten minutes sends the same Idempotency-Key, so there are never two", async () => {
    const { generate, sent, clock } = await losingWorld("lose", "make");
    await generate();
    clock.pass(599_000);
    expect(await generate()).toMatchObject({ ok: true });
    expect(sent[1]?.idempotencyKey).toBe(sent[0]?.idempotencyKey);
  });

  test("another name, and ten minutes later the same name, are another create", async () => {
    const { generate, sent, clock, context, state } = await losingWorld("lose", "make", "make");
    await generate();
    expect(await generate("Production")).toMatchObject({ ok: true });
    await dismissNewKey(context, { keyId: state().newKey?.apiKey.id ?? "" });
    clock.pass(600_000);
    expect(await generate()).toMatchObject({ ok: true });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });

  test("it turns up a little later: that is told", async () => {
    const { generate, state, makeKey, context } = await losingWorld("lose");
    await generate();
    makeKey("Staging");
    await refreshKeys(context);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
  });

  test("after ten minutes a new key of that name is nobody's lost one", async () => {
    const { generate, state, makeKey, context, clock } = await losingWorld("lose");
    await generate();
    clock.pass(600_000);
    makeKey("Staging");
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
  });
});

describe("the list cannot be read either", () => {
  async function offline(...steps: Step[]) {
    const world = await losingWorld(...steps);
    const { server, generate } = world;
    server.beforeList = () => server.fail("connection-refused");
    const answer = await generate();
    server.beforeList = () => {};
    server.failNext = [];
    return { ...world, answer };
  }

  test("nobody can say whether the key exists, and the program is offline", async () => {
    const { answer, state } = await offline("make, lose");
    expect(answer).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(state().lostKey).toEqual({ id: expect.any(String), status: "unknown", name: "Staging" });
    expect(state().network.status).toBe("offline");
  });

  test("the next list shows it", async () => {
    const { context, state } = await offline("make, lose");
    await refreshKeys(context);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
    expect(state().notices).toEqual([]);
  });

  test("the next list does not show it: that is told, and generating it again makes no second", async () => {
    const { context, state, generate, sent } = await offline("lose", "make");
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
    expect(state().notices).toMatchObject([
      { message: expect.stringMatching(/^The key “Staging” was not created/), tone: "info" },
    ]);
    expect(JSON.stringify(state())).not.toContain(sent[0]?.idempotencyKey);
    await generate();
    expect(sent[1]?.idempotencyKey).toBe(sent[0]?.idempotencyKey);
    expect(state().notices, "that it was not created is true no longer").toEqual([]);
  });

  test("it turns up after it was said not to be there: that is taken back", async () => {
    const { context, state, makeKey } = await offline("lose");
    await refreshKeys(context);
    makeKey("Staging");
    await refreshKeys(context);
    expect(state().notices).toEqual([]);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
  });

  test("the next list shows two that may be it: both are named", async () => {
    const { context, state, makeKey } = await offline("make, lose");
    makeKey("Staging", { start: "krk_AAAA", last4: "1111" });
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
    expect(state().notices).toMatchObject([
      { message: expect.stringContaining("krk_AAAA••••1111 or krk_9fK2••••x7Qd") },
    ]);
  });

  test("somebody renames it meanwhile: generated again, its value comes, under the name it has now", async () => {
    const { generate, state, server, context } = await offline("make, lose", "make");
    Object.assign(server.keys[0] ?? {}, { name: "Renamed elsewhere" });
    expect(await generate()).toMatchObject({ ok: true, value: { id: "key_2", name: "Renamed elsewhere" } });
    expect(state().keys.active.map(({ name }) => name)).toContain("Renamed elsewhere");
    expect(context.held.newValue?.value).toContain("key_2");
  });

  test("somebody revokes it meanwhile: generated again, it is not handed out, and the next press is another create", async () => {
    const { generate, state, server, context, sent } = await offline("make, lose", "make", "make");
    Object.assign(server.keys[0] ?? {}, { status: "revoked" });
    expect(await generate()).toMatchObject({
      failure: { code: "already-created", message: expect.stringContaining("not active any more. Generate another.") },
    });
    expect(context.held.newValue).toBeNull();
    expect(state().keys.active.map(({ id }) => id)).not.toContain("key_2");
    expect(await generate()).toMatchObject({ ok: true, value: { id: "key_3" } });
    expect(sent[2]?.idempotencyKey).not.toBe(sent[1]?.idempotencyKey);
  });

  test("its list cannot be read when it is generated again: its value comes all the same", async () => {
    const { generate, server, context } = await offline("make, lose", "make");
    server.beforeList = () => server.fail("connection-refused");
    expect(await generate()).toMatchObject({ ok: true, value: { id: "key_2" } });
    expect(context.held.newValue?.value).toContain("key_2");
  });

  test("one that was asked for before the key was made comes late: it is asked for again before anything is said", async () => {
    const { context, server, generate, state } = await losingWorld("make, lose");
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.beforeList = () => released;
    const early = refreshKeys(context);
    server.beforeList = () => server.fail("connection-refused");
    expect(await generate()).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(state().lostKey).toMatchObject({ status: "unknown" });
    server.beforeList = () => {};
    server.failNext = [];
    release();
    await early;
    expect(state().notices).toEqual([]);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
  });

  test("it cannot be dismissed or replaced before it is known", async () => {
    const { context, state, shown } = await offline("make, lose");
    await dismissLostKey(context, shown());
    expect(await replaceLostKey(context, shown())).toMatchObject({ ok: false });
    expect(state().lostKey).toMatchObject({ status: "unknown" });
  });

  test("the session ends meanwhile: the list after the next sign-in decides", async () => {
    const { context, state, server, generate } = await losingWorld("make, lose");
    server.token = "krs_ended_elsewhere";
    await generate();
    expect(state().session).toEqual({ status: "signed-out", reason: "ended" });
    expect(state().lostKey).toMatchObject({ status: "unknown" });
    await signIn(context, credentials);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
  });

  test("the lost key belongs to its connection", async () => {
    const { context, state } = await offline("make, lose");
    const first = state().activeConnectionId ?? "";
    await connect(context, { ...credentials, address: "https://other.example.com" });
    expect(state().lostKey).toBeNull();
    await activateConnection(context, { connectionId: first });
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
  });
});

describe("a key whose value was not received", () => {
  const lost = () => losingWorld("make, lose", "make, lose", "make");

  test("is replaced: revoked with the reason, and another of its name generated", async () => {
    const { context, generate, state, server, sent, shown } = await lost();
    await generate();
    expect(await replaceLostKey(context, shown())).toMatchObject({ ok: true, value: { id: "key_3", name: "Staging" } });
    expect(server.keys.find(({ id }) => id === "key_2")).toMatchObject({
      status: "revoked",
      revocationReason: "Value not received",
    });
    expect(state().newKey?.apiKey.id).toBe("key_3");
    expect(state().lostKey).toBeNull();
    expect(sent[2]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });

  test("stays, and nothing is generated, when it cannot be revoked", async () => {
    const { context, generate, state, server, sent, shown } = await lost();
    await generate();
    server.fail("forbidden");
    expect(await replaceLostKey(context, shown())).toMatchObject({ failure: { code: "forbidden" } });
    expect(sent).toHaveLength(2);
    expect(state().lostKey).toMatchObject({ status: "created" });
  });

  test("is replaced although it is gone already", async () => {
    const { context, generate, server, shown } = await lost();
    await generate();
    server.keys = server.keys.filter(({ id }) => id !== "key_2");
    expect(await replaceLostKey(context, shown())).toMatchObject({ ok: true });
  });

  test("is revoked, but there is no other: both are said", async () => {
    const { context, generate, state, shown } = await losingWorld("make, lose", "make, lose", () =>
      failed("server-error"),
    );
    await generate();
    expect(await replaceLostKey(context, shown())).toMatchObject({
      failure: { code: "server-error", message: expect.stringMatching(/is revoked, but there is no other yet\. /) },
    });
    expect(state().lostKey).toBeNull();
  });

  test("can be left as it is", async () => {
    const { context, generate, state, shown } = await lost();
    await generate();
    await dismissLostKey(context, shown());
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
    expect(state().keys.active).toHaveLength(2);
  });

  test.each(["here", "elsewhere"])("is spoken of no longer once it is revoked %s", async (where) => {
    const { context, generate, state, server } = await lost();
    await generate();
    if (where === "here") await revokeKey(context, { keyId: "key_2", reason: null });
    else Object.assign(server.keys[0] ?? {}, { status: "revoked", revokedAt: "2026-11-23T10:00:00.000Z" });
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
  });

  test("is not another account's business", async () => {
    const { context, generate, state, server } = await lost();
    await generate();
    server.openSession = async () =>
      succeeded({
        token: server.token,
        session: {
          account: { id: "acc_2", name: "Marta", email: "marta@example.com" },
          organization: { id: "org_1", name: "Example" },
          warehouses: [],
          capabilities: keyrackCapabilities(),
          keyHeader: keyrackHeader,
          expiresAt: "2026-12-24T00:00:00.000Z",
        },
      });
    await signIn(context, { email: "marta@example.com", password: "right" });
    expect(state().lostKey).toBeNull();
  });
});

test("a key that comes after the person has switched connections is still shown, and kept for its own connection", async () => {
  const { context, generate, state, server, makeKey } = await losingWorld();
  const first = state().activeConnectionId ?? "";
  let answer = () => {};
  server.createKey = () =>
    new Promise((resolve) => {
      answer = () => resolve(succeeded(makeKey("Staging")));
    });
  const generating = generate();
  await connect(context, { ...credentials, address: "https://other.example.com" });
  const shown = state().keys.active;
  answer();
  expect(await generating).toMatchObject({ ok: true });
  expect(context.held.newValue?.connectionId).toBe(first);
  expect(state().keys.active, "the list of the other connection is not touched").toBe(shown);
});

describe("a server that would make a second key is sent a create once", () => {
  async function onceOnly(...steps: Step[]) {
    const world = await losingWorld(...steps);
    world.server.capabilities = withoutHistory;
    await signIn(world.context, credentials);
    return world;
  }
  const ids = (sent: { idempotencyKey: string }[]) => new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size;

  test("its list shows the key: not asked for again, its value is lost, and it can be replaced", async () => {
    const { context, generate, state, sent, server, shown } = await onceOnly("make, lose", "make");
    expect(await generate()).toMatchObject({ failure: { code: "already-created", keyId: "key_2" } });
    expect(sent).toHaveLength(1);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_2" } });
    expect(await replaceLostKey(context, shown())).toMatchObject({ ok: true, value: { name: "Staging" } });
    expect(ids(sent)).toBe(2);
    expect(server.keys.filter(({ name, status }) => name === "Staging" && status === "active")).toHaveLength(1);
    expect(state().revoked.rows).toMatchObject([
      { id: "key_2", revocationReason: "Value not received", remembered: true },
    ]);
  });

  test("its list does not: the sentence promises nothing, and pressing again is a create of its own", async () => {
    const { context, generate, state, sent } = await onceOnly("lose", "make");
    const answer = await generate();
    expect(answer).toMatchObject({ failure: { code: "outcome-unknown" } });
    expect(answer.ok ? "" : answer.failure.message).toContain("look at the list again in a minute");
    expect(answer.ok ? "" : answer.failure.message).not.toContain("cannot make a second");
    expect(await generate()).toMatchObject({ ok: true, value: { id: "key_2" } });
    expect(ids(sent)).toBe(2);
    // The key whose value was received is not taken for the lost one, now or later.
    await dismissNewKey(context, { keyId: "key_2" });
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
    expect(state().notices).toEqual([]);
  });

  test("its list shows it later, after another was made: that one is said, and only that one", async () => {
    const { context, generate, state, makeKey, server } = await onceOnly("lose", "make");
    await generate();
    await generate();
    await dismissNewKey(context, { keyId: "key_2" });
    makeKey("Staging");
    await refreshKeys(context);
    expect(state().lostKey).toMatchObject({ status: "created", apiKey: { id: "key_3" } });
    expect(server.keys).toHaveLength(3);
  });

  test("two were lost and one was made: it is said once", async () => {
    const { context, generate, state, makeKey, shown } = await onceOnly("lose", "lose");
    await generate();
    await generate();
    makeKey("Staging");
    await refreshKeys(context);
    expect(state().lostKey).toMatchObject({ apiKey: { id: "key_2" } });
    await dismissLostKey(context, shown());
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
  });

  test("it could not be read at first: what its first list says is no promise either", async () => {
    const { context, generate, state, server } = await onceOnly("lose");
    server.fail("connection-refused");
    server.fail("connection-refused");
    await generate();
    expect(state().lostKey).toMatchObject({ status: "unknown" });
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
    expect(state().notices).toMatchObject([
      {
        message:
          "The server’s list shows no key “Staging” now. Look at it again in a minute before you generate another, or there may be two.",
      },
    ]);
  });
});
