/** Generates a key and holds its value for the reveal modal; where the answer is lost, finds out what became of it. */
import type { Failure, FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { failed, failure, succeeded } from "../failures.ts";
import type { Create } from "../held.ts";
import type { CreatedKey, RotatedKey } from "../ports.ts";
import { activeConnection, can } from "../state.ts";
import { applyKey, isListOf } from "./apply-key.ts";
import { keepNewKey } from "./keep-key.ts";
import { refreshKeys } from "./list-keys.ts";
import {
  beginCreate,
  eitherOf,
  forgetLost,
  isByServer,
  isLost,
  lostKeyId,
  mayHaveMade,
  noteKnown,
  rememberLost,
  type Wish,
} from "./lost-creates.ts";
import { rememberRotation } from "./manual-rotations.ts";
import { describeKept } from "./reconcile-kept.ts";
import { withSession } from "./with-session.ts";

/** Answers that settle a create for good: under its Idempotency-Key no key was made. */
const notMade: ReadonlySet<FailureCode> = new Set([
  "key-limit-reached",
  "invalid-name",
  "not-rotatable",
  "invalid-grace",
  "not-found",
]);

/** Answers that show that the list on screen is not the server's: it is read back, so that the sentence is true. */
const listIsStale: ReadonlySet<FailureCode> = new Set(["key-limit-reached", "not-rotatable", "not-found"]);

/** Creates a key that takes nobody's place. */
export function generateKey(
  context: Context,
  { name, expiresInDays }: { name: string | null; expiresInDays: number | null },
): Promise<Result<ApiKey>> {
  return makeKey(context, { name, expiresInDays, replacing: null });
}

/** Creates a key. While an earlier one waits to be copied there is no second: its value would push the first out. */
export function makeKey(context: Context, wish: Wish): Promise<Result<ApiKey>> {
  const turn = context.held.creating.then(() => generate(context, wish));
  context.held.creating = turn.catch(() => {});
  return turn;
}

async function generate(context: Context, wish: Wish): Promise<Result<ApiKey>> {
  if (context.held.newValue !== null) return failed("copy-first");
  const connection = activeConnection(context.state);
  if (!connection) return failed("signed-out");
  const create = beginCreate(context, connection.id, wish);
  const isRepeated = isLost(context, create);
  const created = await send(context, create);
  if (created.ok) return isRepeated ? takeAgain(context, create, created.value) : take(context, create, created.value);
  const { code } = created.failure;
  if (code === "outcome-unknown" || code === "already-created") return find(context, create, created.failure);
  if (code === "server-error") return lookFor(context, create, created.failure);
  if (notMade.has(code)) forgetLost(context, create);
  if (listIsStale.has(code)) await refreshKeys(context);
  return created;
}

/** A server that stumbled may have done so after it had made the key. Where its list shows none, `stumble` stands. */
async function lookFor(context: Context, create: Create, stumble: Failure): Promise<Result<ApiKey>> {
  const isRead = await readList(context);
  if (isRead && mayHaveMade(context, create).length > 0) {
    return find(context, create, failure("outcome-unknown"));
  }
  // Without a list nobody can tell; the next one decides.
  if (!isRead) rememberLost(context, { ...create, apiKey: null, listRead: false });
  return { ok: false, failure: stumble };
}

/** Reads the list. False where it could not be, and where the person has gone elsewhere meanwhile or the session has ended. */
async function readList(context: Context): Promise<boolean> {
  const { epoch } = context.held;
  // One that is under way since before the key may have been made would show none: it is asked for again.
  context.held.listVersion += 1;
  const read = await refreshKeys(context);
  return read.ok && context.held.epoch === epoch;
}

function send(context: Context, { name, expiresInDays, replacing, idempotencyKey }: Create): Promise<Result<Made>> {
  return withSession<Made>(context, ({ api, token }) =>
    isByServer(replacing)
      ? api.rotateKey(token, { ...replacing, idempotencyKey })
      : api.createKey(token, { name, expiresInDays, idempotencyKey }),
  );
}

/** What came of it. The key whose place the new one takes is there where the server has put it there. */
type Made = CreatedKey & Partial<RotatedKey>;

/**
 * A repeated create gets its first answer, and that may be ten minutes old: the list says what has become of the key since. One
 * that somebody has rotated or revoked meanwhile is not handed out.
 */
async function takeAgain(context: Context, create: Create, made: Made): Promise<Result<ApiKey>> {
  // No list takes it for lost any more.
  forgetLost(context, create);
  const isRead = isListOf(context, create.connectionId, create.accountId) && (await readList(context));
  if (!isRead) return take(context, create, made);
  const now = activeKey(context, made.apiKey.id);
  if (now) return take(context, create, { ...made, apiKey: now }, true);
  return failed("already-created", { lostKeyId: lostKeyId(create), reason: "it is not active any more" });
}

/** `isListed`: the list on screen has been read since, and is newer than the answer. */
async function take(context: Context, create: Create, made: Made, isListed = false): Promise<Result<ApiKey>> {
  const { connectionId } = create;
  const { apiKey, value, predecessor } = made;
  forgetLost(context, create);
  noteKnown(context, connectionId, apiKey.id);
  context.held.newValue = { connectionId, keyId: apiKey.id, value };
  context.state.setState({ newKey: { apiKey, copied: false, keepFailure: null } });
  // A message of its own: the window asks for the value at once, and draws the key before its row.
  await Promise.resolve();
  if (!isListed && isListOf(context, connectionId, create.accountId)) {
    if (predecessor) applyKey(context, predecessor);
    applyKey(context, apiKey);
  }
  if (predecessor) void describeKept(context, connectionId, [predecessor]);
  const { replacing } = create;
  if (replacing && !predecessor) rememberRotation(context, connectionId, replacing.keyId, apiKey.id);
  // Not waited for: the person sees the key while the keychain takes it.
  if (context.state.getState().preferences.keepNewKeys) void keepAtOnce(context, apiKey.id);
  return succeeded(apiKey);
}

/** The answer did not come, or says that the value was given before: reads the list back, and says exactly what happened. */
async function find(context: Context, create: Create, missing: Failure): Promise<Result<ApiKey>> {
  const origin = activeConnection(context.state)?.origin;
  const about = { lostKeyId: lostKeyId(create), ...(origin ? { host: new URL(origin).host } : {}) };
  const nobodyKnows = () => {
    rememberLost(context, { ...create, apiKey: null, listRead: false });
    return failed("outcome-unknown", about);
  };
  if (!(await readList(context))) return nobodyKnows();
  let { code, keyId } = missing;
  if (code === "outcome-unknown" && can(context, "repeatableCreate") && mayHaveMade(context, create).length > 0) {
    // It is there. The same Idempotency-Key gets its value after all, or at least its id; it cannot make a second key.
    const again = await send(context, create);
    if (again.ok) return takeAgain(context, create, again.value);
    ({ code, keyId } = again.failure);
    if (notMade.has(code)) {
      forgetLost(context, create);
      return again;
    }
    // The key in the list may have been somebody else's, and this sending the one that made ours.
    const isListed = keyId && activeKey(context, keyId);
    if (!isListed && !(await readList(context))) return nobodyKnows();
  }
  const named = keyId ? activeKey(context, keyId) : undefined;
  const found = named ? [named] : keyId ? [] : mayHaveMade(context, create);
  const [only] = found;
  if (only && found.length === 1) {
    rememberLost(context, { ...create, apiKey: only, listRead: true });
    return failed("already-created", { ...about, keyId: only.id });
  }
  if (only || code === "already-created") forgetLost(context, create);
  if (only) return failed("outcome-unknown", { ...about, reason: `it is ${eitherOf(found)}` });
  if (code === "already-created") return failed(code, { ...about, reason: "it is not active any more" });
  rememberLost(context, { ...create, apiKey: null, listRead: true });
  const onceOnly = !can(context, "repeatableCreate");
  return failed("outcome-unknown", { ...about, notListed: true, onceOnly, rotating: create.replacing !== null });
}

function activeKey(context: Context, keyId: string): ApiKey | undefined {
  return context.state.getState().keys.active.find(({ id }) => id === keyId);
}

/** A key that should be kept and could not be is told in the modal; the person still has it in front of them. */
async function keepAtOnce(context: Context, keyId: string): Promise<void> {
  const kept = await keepNewKey(context, { keyId });
  if (kept.ok) return;
  context.state.setState(({ newKey }) => ({
    newKey: newKey?.apiKey.id === keyId ? { ...newKey, keepFailure: kept.failure } : newKey,
  }));
}
