/** The fault is over: does what a person would do, and looks whether everything is as the server has it. */
import { expect } from "vitest";
import type { Expected } from "./expectations.ts";
import { newName, type Operation, type OperationName, type Stage } from "./operations.ts";

/** What went on before. */
export interface Aftermath {
  stage: Stage;
  name: OperationName;
  operation: Operation;
  expected: Expected;
}

/** Comes back to the window, signs in where that is needed, and does again what did not work. */
export async function recover({ stage, name, operation, expected }: Aftermath): Promise<void> {
  const { world } = stage;
  await comeBack(stage);
  expect(world.app.state().session.status).toBe("signed-in");
  if (name === "generate" || name === "rotate") await recoverCreate({ stage, name, operation, expected });
  else if (expected.code !== "ok" && repeatable.has(name)) {
    expect(await operation.run(stage), "doing it again").toMatchObject({ ok: true });
  }
  await world.app.ask("keys:refresh", {});
}

const repeatable: ReadonlySet<OperationName> = new Set(["rename", "revoke", "cancel rotation", "verify"]);

async function comeBack({ world }: Stage): Promise<void> {
  const { app, address, credentials } = world;
  switch (app.state().session.status) {
    case "none":
      expect(await app.ask("connection:connect", { address, ...credentials })).toMatchObject({ ok: true });
      break;
    case "signed-out":
      expect(await app.ask("session:sign-in", credentials)).toMatchObject({ ok: true });
      break;
    case "unreachable":
      expect(await app.ask("session:restore", {})).toMatchObject({ ok: true });
      break;
    default:
      expect(await app.ask("keys:refresh", {})).toMatchObject({ ok: true });
  }
}

/** Ends with one key of the name, or one successor, whose value the person has. */
async function recoverCreate({ stage, name, operation, expected }: Aftermath): Promise<void> {
  const { code, served } = expected;
  const { app, admin, proxy } = stage.world;
  if (code !== "ok" && served) {
    // Somebody was told of it, at the latest by the list that was read just now.
    const { active } = await admin.truth();
    const lost = active.filter((key) =>
      name === "generate" ? key.name === newName : key.rotation?.replaces === stage.production.apiKey.id,
    );
    expect(lost).toHaveLength(1);
    const { lostKey } = app.state();
    expect(lostKey).toEqual({ id: expect.any(String), status: "created", name: lost[0]?.name, apiKey: lost[0] });
    expect(await app.ask("keys:replace-lost", { lostKeyId: lostKey?.id ?? "" })).toMatchObject({ ok: true });
    const after = await admin.truth();
    expect(after.revoked.map(({ id }) => id)).toContain(lost[0]?.id);
  } else if (code !== "ok") {
    expect(app.state().lostKey).toBe(null);
    const idempotencyKeys = () => new Set(proxy.requests.flatMap(({ headers }) => headers["idempotency-key"] ?? []));
    const before = idempotencyKeys();
    expect(await operation.run(stage)).toMatchObject({ ok: true });
    // The server could still be at it; under the same Idempotency-Key it makes no second one.
    if (code === "outcome-unknown" && stage.server.repeatableCreate) expect(idempotencyKeys()).toEqual(before);
  }
  expect(app.state().lostKey).toBe(null);
  const keyId = app.state().newKey?.apiKey.id ?? "";
  const revealed = await app.ask("keys:reveal", { keyId });
  if (!revealed.ok) throw new Error(`The new key is not held: ${revealed.failure.code}`);
  expect(await admin.selfStatus(revealed.value.value), "the value works").toBe(200);
  expect(await app.ask("keys:copy-new", { keyId })).toMatchObject({ ok: true });
  expect(await app.ask("keys:dismiss-new", { keyId })).toMatchObject({ ok: true });
}

/** What is on screen is what the server holds, row by row. */
export async function expectTruthOnScreen({ world, server }: Stage): Promise<void> {
  const { active, retiring, revoked } = await world.admin.truth();
  const { keys, revoked: shown, network, newKey, lostKey } = world.app.state();
  expect(keys.active).toEqual(active);
  expect(keys.retiring).toEqual(retiring);
  if (server.keepsRevoked) expect(shown.rows).toEqual(revoked);
  // When, and why, is remembered on this computer alone.
  else expect(shown.rows.map(({ id }) => id).sort()).toEqual(revoked.map(({ id }) => id).sort());
  expect(shown.more).toBe(false);
  expect(keys).toMatchObject({
    status: "ready",
    failure: null,
    limits: server.limits(active.length),
  });
  expect(network).toMatchObject({ status: "online", failure: null });
  expect([newKey, lostKey]).toEqual([null, null]);
}
