/** Runs one cell: an operation under a fault, what a person is told and shown, and how all of it comes right again. */
import { expect } from "vitest";
import { sessionAccount } from "../../src-main/session-entry.ts";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";
import type { Truth } from "../support/direct-admin.ts";
import { impatient, quickRetries } from "../support/headless.ts";
import { startWorld } from "../support/headless-world.ts";
import { expectNoSecret, secretsOf } from "./canary.ts";
import type { Expected } from "./expectations.ts";
import { type Code, sentences } from "./expectations.ts";
import type { Fault } from "./faults.ts";
import { graceSeconds, newName, type OperationName, operationOf, type Stage } from "./operations.ts";
import { expectTruthOnScreen, recover } from "./recovery.ts";
import { expectState } from "./shown.ts";
import type { TableServer } from "./table-server.ts";

/** What a cell came to, for the printed table. */
export interface Outcome {
  code: Code;
  /** Whether the service did it; null where it would change nothing there. */
  done: boolean | null;
}

/** Runs a cell from a fresh world to its end; `tell` hears of the outcome before anything is held against it. */
export async function runCell(
  server: TableServer,
  name: OperationName,
  fault: Fault,
  expected: Expected,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const operation = operationOf(name);
  const request = server.requests[name];
  if (!request) throw new Error(`${server.name} cannot ${name}.`);
  const stage = await makeStage(server, fault);
  const { world } = stage;
  try {
    await operation.prepare(stage);
    const before = world.app.state();
    const tokensBefore = [...world.app.context.held.tokens.values()];
    const account = before.activeConnectionId === null ? null : sessionAccount(before.activeConnectionId);
    await fault.begin(stage, request, name);
    const asked = world.proxy.requests.length;
    const result: Result<unknown> = await operation.run(stage);
    const truth = await world.admin.truth();
    const done = operation.isDone?.(stage, truth) ?? null;
    tell({ code: result.ok ? "ok" : result.failure.code, done });

    expect(result.ok ? "ok" : result.failure.code).toBe(expected.code);
    if (done !== null) expect(done, "whether the service did it").toBe(expected.served);
    const { method, path } = request;
    const arrived = world.proxy.requests.slice(asked).filter((one) => one.method === method && path.test(one.path));
    expect(
      arrived.some(({ served }) => served),
      "whether the request reached the service",
    ).toBe(expected.served);
    if (!result.ok) expectSentence(server, result.failure, new URL(world.address));
    expectState({ stage, name, fault, expected, before, truth });
    const secrets = secretsOf(stage, tokensBefore);
    expectNoSecret(world.app, secrets);
    await expectKeychain(stage, account, name, expected);
    if (name === "sign out") {
      for (const token of tokensBefore) {
        expect(await world.admin.sessionStatus(token), "the token on the server").toBe(expected.served ? 401 : 200);
      }
    }

    await world.proxy.heal();
    world.dns.known = true;
    await recover({ stage, name, operation, expected });
    await expectTruthOnScreen(stage);
    const { active, revoked } = await world.admin.truth();
    expect(active.length).toBeLessThanOrEqual(5);
    const made = [...active, ...revoked].filter((key) => key.name === newName);
    if (name === "generate") expect(made.filter(({ status }) => status === "active")).toHaveLength(1);
    else expect(made).toEqual([]);
    expectRotation(stage, name, await world.admin.truth());
    expectNoSecret(world.app, secrets);
  } finally {
    await world.close();
  }
}

/** A service with three keys, two of them active, and an app that knows nothing yet. */
async function makeStage(server: TableServer, fault: Fault): Promise<Stage> {
  const world = await startWorld({
    server: server.start,
    tls: fault.tls ?? false,
    headless: { transport: fault.hangs ? impatient : quickRetries },
  });
  const old = await world.admin.create("Old");
  await world.admin.revoke(old.apiKey.id, "replaced");
  const staging = await world.admin.create("Staging");
  const production = await world.admin.create("Production");
  return { world, server, production, staging };
}

/** A sentence is for people: it says what its code means, names the server where that matters, and ends. */
function expectSentence(
  server: TableServer,
  { code, message, retryAfterSeconds }: Failure,
  { host, hostname }: URL,
): void {
  const pattern = server.sentences[code] ?? sentences[code];
  if (pattern === undefined) throw new Error(`No sentence is expected for ${code}.`);
  // A certificate and a name belong to the host, whatever the port.
  const subject = code === "unknown-host" || code === "certificate" ? hostname : host;
  expect(message).toMatch(new RegExp(pattern.replaceAll("HOST", subject.replaceAll(".", "\\."))));
  expect(message).toMatch(/^[\p{Lu}\d“k].*[.?]$/u);
  expect(message).not.toMatch(/undefined|null|NaN|\[object|\bError\b|ECONN|UND_ERR/);
  expect(message.length).toBeLessThan(400);
  if (code === "rate-limited" && message.includes("1 minute 30 seconds")) expect(retryAfterSeconds).toBe(90);
}

/** One successor for one key, never two; or, cancelled, the key as it was and no successor. */
function expectRotation({ production }: Stage, name: OperationName, { active, retiring }: Truth): void {
  const { id } = production.apiKey;
  const successors = active.filter(({ rotation }) => rotation?.replaces === id);
  expect(successors).toHaveLength(name === "rotate" ? 1 : 0);
  if (name !== "rotate") {
    expect(active.map((key) => key.id)).toContain(id);
    expect(retiring).toEqual([]);
    return;
  }
  const rotation = { replacedBy: successors[0]?.id, graceSeconds };
  expect(retiring).toMatchObject([{ id, rotation }]);
}

/** The entry stays, whatever the network does: only the server's 401 and the person's word take it away. */
async function expectKeychain(
  { world }: Stage,
  account: string | null,
  name: OperationName,
  { code }: Expected,
): Promise<void> {
  const { connections, activeConnectionId, session } = world.app.state();
  if (activeConnectionId === null) {
    expect(connections).toEqual([]);
    return;
  }
  const ended = session.status === "signed-out";
  if (ended) {
    const wasSaid = name === "sign out" || name === "sign in again" || code === "session-expired" || name === "restore";
    expect(wasSaid, "the session ended on somebody's word").toBe(true);
  }
  const entry = await world.app.secretStore.read(account ?? sessionAccount(activeConnectionId), { expected: false });
  expect(entry.status, "the keychain's entry").toBe(ended ? "absent" : "ok");
}
