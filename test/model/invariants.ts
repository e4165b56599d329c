/** What must be true after every step: on the servers, on screen, in the keychain, and of every message to the window. */
import { expect } from "vitest";
import { expectScreen } from "./invariants-of-screen.ts";
import { expectSecrets } from "./invariants-of-secrets.ts";
import { expectServers } from "./invariants-of-servers.ts";
import type { Model } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/** Looks at everything, and brings the model's picture of the screen up to date. */
export function expectInvariants(model: Model, world: ModelWorld): void {
  model.screen = world.app.state();
  model.account = world.accountOnScreen() ?? model.account;
  model.late = world.gate.late.length;
  model.calm = world.gate.calm;
  const { keys, revoked, newKey, lostKey } = model.screen;
  for (const { id } of [...keys.active, ...keys.retiring, ...revoked.rows]) model.told.add(id);
  if (newKey) model.told.add(newKey.apiKey.id);
  if (lostKey?.status === "created") model.told.add(lostKey.apiKey.id);
  model.noteExplanations();
  expectServers(model, world);
  expectScreen(model, world);
  expectSecrets(model, world);
}

/** The list on screen is the server's, row by row; to be looked at right after the app said that it has read it. */
export function expectTruthOnScreen(model: Model, world: ModelWorld): void {
  const site = world.sites.get(world.accountOnScreen() ?? model.account);
  if (!site) throw new Error("Nobody is signed in");
  const { active, retiring, revoked } = site.truth();
  const { keys, revoked: shown } = world.app.state();
  expect(keys.active, "active keys on screen").toEqual(active);
  expect(keys.retiring, "retiring keys on screen").toEqual(retiring);
  expect(shown.rows, "revoked keys on screen").toEqual(revoked);
  expect(shown.more, "more revoked keys").toBe(false);
  expect(keys, "state of the list").toMatchObject({
    status: "ready",
    failure: null,
    limits: { active: active.length },
  });
  for (const { id, name } of active) model.names.set(id, new Set([name]));
}
