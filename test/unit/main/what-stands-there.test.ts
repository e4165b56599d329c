/** A connection at whose address another kind of server stands now: it is said which, and nothing is forgotten. */
import { expect, test } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import { keepListInCache } from "../../../src-main/use-cases/cached-list.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { keepKey } from "../../../src-main/use-cases/keep-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { restoreSession } from "../../../src-main/use-cases/restore-session.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";
import type { ServerPlace } from "../../../src-preload/contract/server.ts";
import { betterAuthPlace, keyrackPlace } from "../../support/capabilities.ts";
import { sampleKey } from "../../support/fake-ports.ts";
import { production, rightAt, worldOfServers } from "../../support/two-servers.ts";

const host = "api.example.com";
const rest = "Nothing was forgotten; if it has moved, change the connection’s address.";

/** Signed in with a kept key; then every answer is another server's, and a look finds what `found` says. */
async function changed({
  from = keyrackPlace,
  found,
}: {
  from?: ServerPlace;
  found: (path: string | null) => Result<ServerPlace | null>;
}) {
  const world = worldOfServers();
  const { context, state } = world;
  const server = world.at(production);
  server.keys = [sampleKey()];
  keepListInCache(context);
  context.servers.look = async () => succeeded(from);
  await connect(context, rightAt(production));
  const connectionId = state().activeConnectionId ?? "";
  await keepKey(context, { connectionId, apiKey: sampleKey(), value: "krk_9fK2_key_1_x7Qd" });
  const strange = async () => failed("not-an-api", { host });
  const good = { readSession: server.readSession, listKeys: server.listKeys, openSession: server.openSession };
  Object.assign(server, { readSession: strange, listKeys: strange, openSession: strange });
  const looks: (string | null)[] = [];
  context.servers.look = async ({ path }) => {
    looks.push(path);
    return found(path);
  };
  const everything = () => ({
    entries: [...world.secretStore.entries.entries()],
    lists: [...world.cache.lists.entries()],
    kept: state().kept,
    connections: state().connections,
    tokens: [...context.held.tokens.entries()],
    active: state().keys.active,
  });
  return { ...world, server, looks, everything, mend: () => Object.assign(server, good) };
}

test.each<[string, ServerPlace, ServerPlace, string]>([
  ["Better Auth", keyrackPlace, betterAuthPlace, "it is Better Auth now"],
  ["a Keyrack API", betterAuthPlace, keyrackPlace, "it is a Keyrack API now"],
  ["the same, elsewhere", { kind: "better-auth", basePath: "/auth" }, betterAuthPlace, "its API is at /api/auth now"],
])("%s: said, and nothing is forgotten", async (_name, from, now, reason) => {
  // At its own path nothing is found; at the usual ones, what stands there now.
  const found = (path: string | null) => succeeded(path === null ? now : null);
  const { context, state, everything, looks, mend } = await changed({ from, found });
  const before = everything();
  expect(before.entries.length, "a session and a kept key").toBe(2);
  const failure = { code: "other-server", message: `${host} is not what it was: ${reason}. ${rest}` };

  expect(await refreshKeys(context)).toEqual({ ok: false, failure });
  expect(state().keys).toMatchObject({ status: "failed", failure });
  expect(await restoreSession(context)).toEqual({ ok: false, failure });
  expect(state().session).toEqual({ status: "unreachable", failure });
  expect(everything()).toEqual(before);
  expect(looks).toEqual([from.basePath, null, from.basePath, null]);

  mend();
  expect(await restoreSession(context)).toMatchObject({ ok: true });
  expect(state().session.status, "and it was only for a while").toBe("signed-in");
});

test("signing in again says so, too", async () => {
  const { context } = await changed({ found: () => succeeded(betterAuthPlace) });
  await signOut(context, { forgetKept: false });
  expect(await signIn(context, { email: "ada@example.com", password: "right" })).toMatchObject({
    failure: { code: "other-server", message: expect.stringContaining("it is Better Auth now") },
  });
});

test.each<[string, () => Result<ServerPlace | null>]>([
  ["a page that nobody recognises", () => succeeded(null)],
  ["nobody any more", () => failed("connection-refused", { host })],
  ["what it should be, so that one answer went wrong", () => succeeded(keyrackPlace)],
])("a look finds %s: the first failure stands", async (_name, found) => {
  const { context, everything } = await changed({ found });
  const before = everything();
  expect(await refreshKeys(context)).toMatchObject({ failure: { code: "not-an-api" } });
  expect(await restoreSession(context)).toMatchObject({ failure: { code: "not-an-api" } });
  expect(everything()).toEqual(before);
});

test("nobody looks for what else could stand there after any other failure", async () => {
  const { context, server, looks } = await changed({ found: () => succeeded(betterAuthPlace) });
  server.listKeys = async () => failed("server-error", { host, status: 502 });
  expect(await refreshKeys(context)).toMatchObject({ failure: { code: "server-error" } });
  expect(looks).toEqual([]);
});
