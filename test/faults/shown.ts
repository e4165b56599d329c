/** What is on screen right after an operation under a fault: session, network, list, new and lost key. */
import { expect } from "vitest";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Truth } from "../support/direct-admin.ts";
import { type Expected, offlineCodes } from "./expectations.ts";
import type { Fault } from "./faults.ts";
import { newName, type OperationName, type Stage, successorOf } from "./operations.ts";

/** What is looked at. */
export interface Shown {
  stage: Stage;
  name: OperationName;
  fault: Fault;
  expected: Expected;
  /** The state before the operation. */
  before: AppState;
  /** What the service holds after it. */
  truth: Truth;
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

/** Holds the state against the cell's expectation. */
export function expectState(shown: Shown): void {
  expectSession(shown);
  expectNetwork(shown);
  expectList(shown);
  expectNewAndLost(shown);
}

function expectSession({ stage, name, expected: { code }, fault }: Shown): void {
  const { session, connections } = stage.world.app.state();
  switch (name) {
    case "sign in":
      expect(session.status).toBe(code === "ok" ? "signed-in" : "none");
      // Nothing is saved unless it works.
      expect(connections).toHaveLength(code === "ok" ? 1 : 0);
      break;
    case "sign in again":
      expect(session).toMatchObject(
        code === "ok" ? { status: "signed-in" } : { status: "signed-out", reason: "ended" },
      );
      break;
    case "restore":
      if (code !== "ok") expect(session).toMatchObject({ status: "unreachable", failure: { code } });
      else if (endsSession(fault, stage)) expect(session).toEqual({ status: "signed-out", reason: "ended" });
      else expect(session.status).toBe("signed-in");
      break;
    case "sign out":
      expect(session).toEqual({ status: "signed-out", reason: "by-choice" });
      break;
    default:
      expect(session).toMatchObject(
        code === "session-expired" ? { status: "signed-out", reason: "ended" } : { status: "signed-in" },
      );
  }
}

/** Whether the service's place was taken by something that said 401 to the session. */
function endsSession({ hits }: Fault, { world }: Stage): boolean {
  return hits === "everything" && world.app.context.held.tokens.size === 0;
}

/** What was heard last decides: for changes in doubt that is the list that was read after them. */
function expectNetwork({ stage, name, fault, expected: { code } }: Shown): void {
  if (name === "sign in" || name === "sign in again" || name === "verify" || name === "sign out") return;
  const { network } = stage.world.app.state();
  const inDoubt = code === "outcome-unknown" || code === "change-unconfirmed";
  const offline = offlineCodes.has(code) || (inDoubt && fault.hits === "everything" && unreadable(stage));
  expect(network.status).toBe(offline ? "offline" : "online");
  if (offline) expect(offlineCodes).toContain(network.failure?.code);
  else expect(network.failure).toBe(null);
}

/** Whether reading the list failed for want of a connection, rather than for what was answered. */
function unreadable({ world }: Stage): boolean {
  const { failure } = world.app.state().keys;
  return failure !== null && offlineCodes.has(failure.code);
}

/** Changes of a key that is there: in doubt the list is read. */
const changing: ReadonlySet<OperationName> = new Set(["rename", "revoke", "cancel rotation"]);

function makesKey(name: OperationName): name is "generate" | "rotate" {
  return name === "generate" || name === "rotate";
}

/** Rows stay until there are newer ones; what the service has done and said so is on screen at once. */
function expectList({ stage, name, fault, expected, before, truth }: Shown): void {
  const { keys, revoked } = stage.world.app.state();
  const now = { active: ids(keys.active), retiring: ids(keys.retiring), revoked: ids(revoked.rows) };
  const was = {
    active: ids(before.keys.active),
    retiring: ids(before.keys.retiring),
    revoked: ids(before.revoked.rows),
  };
  const is = { active: ids(truth.active), retiring: ids(truth.retiring), revoked: ids(truth.revoked) };
  if (name === "sign out" || (name === "sign in" && expected.code !== "ok")) {
    expect(now).toEqual({ active: [], retiring: [], revoked: [] });
    return;
  }
  if (name === "verify") {
    expect(now).toEqual(is);
    return;
  }
  const ended = stage.world.app.state().session.status === "signed-out";
  const current = expected.code === "ok" ? !ended : fault.hits === "request" && changing.has(name);
  expect(now).toEqual(current || makesKey(name) ? (fault.hits === "request" || current ? is : was) : was);
  if (name === "list" && expected.code !== "ok") {
    expect(keys).toMatchObject({ status: "failed", failure: { code: expected.code } });
  }
  if (expected.code === "ok" && !ended) expect(keys).toMatchObject({ status: "ready", failure: null });
}

/** Answers after which a key may have been made; a list that cannot be read either leaves it at that. */
const inDoubt: ReadonlySet<string> = new Set(["outcome-unknown", "server-error"]);

/** A key that was made is either there to be copied, or said to be lost; in doubt that is said too. */
function expectNewAndLost({ stage, name, fault, expected: { code }, truth }: Shown): void {
  const { newKey, lostKey } = stage.world.app.state();
  const rotating = name === "rotate";
  const called = rotating ? stage.production.apiKey.name : newName;
  const made = rotating ? successorOf(stage, truth) : truth.active.find((key) => key.name === newName);
  expect(newKey).toEqual(makesKey(name) && code === "ok" ? expect.objectContaining({ copied: false }) : null);
  if (makesKey(name) && code === "already-created") {
    expect(lostKey).toEqual({ id: expect.any(String), status: "created", name: called, apiKey: made });
  } else if (makesKey(name) && inDoubt.has(code) && fault.hits === "everything") {
    expect(lostKey).toEqual({ id: expect.any(String), status: "unknown", name: called });
  } else {
    expect(lostKey).toBe(null);
  }
}
