/** What must be true of what is on screen. */
import { expect } from "vitest";
import { isMissing } from "./at-rest.ts";
import type { Model } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/** The state is one that a person can rely on. */
export function expectScreen(model: Model, world: ModelWorld): void {
  expectSession(model, world);
  expectReconnection(model);
  expectRows(model, world);
  expectNewAndLost(model, world);
}

/** Nobody is signed out but by their own word or by a server's 401. */
function expectSession(model: Model, world: ModelWorld): void {
  const { session, keys, revoked } = model.screen;
  const held = world.context.held.tokens.has(model.connectionId);
  if (session.status === "signed-in") {
    expect(held, "a token for the session on screen").toBe(true);
    expect(model.signedOut, "signed in although the person has signed out").toBe(false);
  }
  if (session.status !== "signed-out") return;
  expect(held, "a token although nobody is signed in").toBe(false);
  if (session.reason === "ended") {
    expect(world.gate.unauthorized, "401s heard when the session ended").toBeGreaterThan(model.unauthorizedBefore);
  } else if (session.reason === "by-choice") {
    expect(model.signedOut, "signed out by choice").toBe(true);
    expect([keys.active, revoked.rows], "rows after signing out").toEqual([[], []]);
  } else {
    // A restart after a sign-out, a 401, or with the session in memory alone.
    const { unauthorizedBefore, sessionStored, signedOut } = model;
    const ended = signedOut || !sessionStored || world.gate.unauthorized > unauthorizedBefore;
    expect(ended, "a reason not to be signed in").toBe(true);
  }
}

/** A next try is announced while something is missing, and only then. */
function expectReconnection({ screen }: Model): void {
  const { nextTryAt } = screen.network;
  expect(nextTryAt !== null, `a next try (${nextTryAt})`).toBe(isMissing(screen));
}

function expectRows(model: Model, world: ModelWorld): void {
  const { keys, revoked, session } = model.screen;
  const ids = [...keys.active, ...keys.retiring, ...revoked.rows].map(({ id }) => id);
  expect(new Set(ids).size, "rows, none of them twice").toBe(ids.length);
  for (const key of keys.retiring) {
    expect(model.revokedOnScreen.has(key.id), `${key.name} retires after it was revoked`).toBe(false);
  }
  for (const key of keys.active) {
    expect(model.revokedOnScreen.has(key.id), `${key.name} is among the active keys after it was revoked`).toBe(false);
    const name = model.shownNames.get(key.id);
    if (name !== undefined) expect(key.name, "the name that was said to be the key's").toBe(name);
  }
  if (keys.limits) expect(keys.limits.active, "the number of active keys").toBe(keys.active.length);
  if (session.status !== "signed-in") return;
  const site = world.sites.get(model.account)?.truth();
  const theirs = new Set(
    [site?.active, site?.retiring, site?.revoked].flatMap((keys) => keys?.map(({ id }) => id) ?? []),
  );
  for (const id of ids) expect(theirs.has(id), "a row that is the account's own").toBe(true);
}

/** A key whose value waits is on show; one that may exist and nobody has seen is spoken of. */
function expectNewAndLost(model: Model, world: ModelWorld): void {
  const { newKey, lostKey } = model.screen;
  expect(newKey?.apiKey.id, "the new key").toBe(world.context.held.newValue?.keyId);
  for (const intent of model.intents) {
    const { inDoubt, denied, late, run, account, connectionId, made } = intent;
    const here = run === model.run && account === model.account && connectionId === model.connectionId;
    if (!here || !inDoubt || denied || late) continue;
    if ([...made].some((id) => !model.told.has(id))) expect(lostKey, "what is said of a lost key").not.toBe(null);
  }
}
