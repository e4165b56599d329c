/** Real servers of two kinds, one after the other at one address: what is remembered here stays, and it is said what stands there. */
import { afterEach, expect, test } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";
import { startBetterAuth } from "../../support/better-auth-server.ts";
import { type Headless, startHeadless } from "../../support/headless.ts";

import { startLocalService } from "../../support/local-service.ts";

const closing: (() => Promise<void>)[] = [];
/** The last run of the app. */
let running: Headless;
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** What is on screen and in the keychain, for comparing. */
function known({ state, secretStore }: Headless) {
  const { keys, revoked, kept, connections }: AppState = state();
  return {
    ...{ active: keys.active, revoked: revoked.rows, kept, connections },
    entries: "entries" in secretStore ? secretStore.entries : null,
  };
}

async function signedIn(address: string, email: string, password: string): Promise<Headless> {
  const app = startHeadless();
  closing.push(() => running.dispose());
  running = app;
  unwrap(await app.ask("connection:connect", { address, email, password }));
  return app;
}

async function generate(app: Headless, name: string): Promise<string> {
  const { id } = unwrap(await app.ask("keys:generate", { name }));
  unwrap(await app.ask("kept:keep-new", { keyId: id }));
  unwrap(await app.ask("keys:dismiss-new", { keyId: id }));
  return id;
}

const reasons = (app: Headless) =>
  app.state().revoked.rows.map(({ name, revocationReason, remembered }) => [name, revocationReason, remembered]);

test("Better Auth forgets what was revoked, Keyrack does not; and when a Keyrack API stands there, it says so", async () => {
  const server = await startBetterAuth({ quickPasswords: true });
  const { email, password } = server.user;
  const app = await signedIn(server.origin, email, password);
  const [one, two] = [await generate(app, "One"), await generate(app, "Two")];
  await generate(app, "Three");
  expect(app.state().keys.limits).toBeNull();

  expect(unwrap(await app.ask("keys:revoke", { keyId: one, reason: "Leaked" }))).toMatchObject({ remembered: true });
  await server.deleteKey(one);
  await server.deleteKey(two);
  unwrap(await app.ask("keys:refresh", {}));
  const remembered = [
    ["Two", "Deleted on the server", true],
    ["One", "Leaked", true],
  ];
  expect(reasons(app)).toEqual(remembered);
  unwrap(await app.ask("session:sign-out", { forgetKept: false }));
  expect(reasons(app)).toEqual([]);
  unwrap(await app.ask("session:sign-in", { email, password }));
  expect(reasons(app)).toEqual(remembered);

  await server.close();
  const again = await app.restart();
  running = again;
  expect(reasons(again), "offline").toEqual(remembered);
  const before = known(again);
  expect(before.kept.map(({ name }) => name)).toEqual(["Three"]);
  const other = await startLocalService({ port: server.port });
  closing.push(() => other.close());
  const host = new URL(server.origin).host;
  expect(await again.ask("session:restore", {})).toEqual({
    ok: false,
    failure: {
      code: "other-server",
      message: `${host} is not what it was: it is a Keyrack API now. Nothing was forgotten; if it has moved, change the connection’s address.`,
    },
  });
  expect(known(again)).toEqual(before);
});

test("and the other way round", async () => {
  const service = await startLocalService();
  const app = await signedIn(service.origin, service.adminEmail, service.adminPassword);
  await generate(app, "One");
  const before = known(app);
  await service.close();
  const other = await startBetterAuth({ quickPasswords: true, port: Number(new URL(service.origin).port) });
  closing.push(() => other.close());
  expect(await app.ask("keys:refresh", {})).toMatchObject({
    failure: { code: "other-server", message: expect.stringContaining("it is Better Auth now") },
  });
  expect(known(app)).toEqual(before);
  expect(await app.ask("session:restore", {})).toMatchObject({ failure: { code: "other-server" } });
  expect(known(app)).toEqual(before);
});
