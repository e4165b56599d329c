/** What must be true of what the servers hold. */
import { expect } from "vitest";
import type { Truth } from "../support/direct-admin.ts";
import type { Model } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/** Never more than five, never an unknown one, nothing that nobody asked for, and whatever was called done is done. */
export function expectServers(model: Model, world: ModelWorld): void {
  for (const site of world.sites.values()) {
    const truth = site.truth();
    expect(truth.active.length, "active keys").toBeLessThanOrEqual(5);
    expectKnown(model, truth);
    expectRevocations(model, truth);
    expectNames(model, truth);
  }
}

/** Every key was made by the second admin, or is or was on screen, or is the one of which the person was told that nobody knows. */
function expectKnown(model: Model, { active, revoked }: Truth): void {
  for (const { id, name } of [...active, ...revoked]) {
    if (model.byAdmin.has(id)) continue;
    const intent = model.intents.find(({ made }) => made.has(id));
    expect(intent, `whose wish the key ${name} was`).toBeDefined();
    const mayBeUnseen = intent?.inDoubt || intent?.denied || intent?.late;
    if (!mayBeUnseen) expect(model.told.has(id), `the key ${name} has been shown to somebody`).toBe(true);
  }
}

function expectRevocations(model: Model, { active, revoked }: Truth): void {
  for (const { id, name } of revoked) {
    expect(model.revokeAsked.has(id), `somebody wanted ${name} revoked`).toBe(true);
  }
  for (const { id, name } of active) {
    expect(model.revokeDone.has(id), `${name} is active although it was called revoked`).toBe(false);
  }
}

function expectNames(model: Model, { active }: Truth): void {
  for (const { id, name } of active) {
    const possible = model.names.get(id);
    if (possible) expect([...possible], "names the key may have").toContain(name);
    else model.names.set(id, new Set([name]));
  }
}
