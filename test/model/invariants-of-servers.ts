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
    expectSuccessors(model, truth);
  }
}

/** Every key was made by the second admin, or is or was on screen, or is the one of which the person was told that nobody knows. */
function expectKnown(model: Model, { active, retiring, revoked }: Truth): void {
  for (const { id, name } of [...active, ...retiring, ...revoked]) {
    if (model.byAdmin.has(id)) continue;
    const intent = model.intents.find(({ made }) => made.has(id));
    expect(intent, `whose wish the key ${name} was`).toBeDefined();
    const mayBeUnseen = intent?.inDoubt || intent?.denied || intent?.late;
    if (!mayBeUnseen) expect(model.told.has(id), `the key ${name} has been shown to somebody`).toBe(true);
  }
}

function expectRevocations(model: Model, { active, retiring, revoked }: Truth): void {
  for (const { id, name, revocationReason } of revoked) {
    const hasEnded = revocationReason === "rotated" && model.rotateAsked.has(id);
    expect(hasEnded || model.revokeAsked.has(id), `somebody wanted ${name} revoked`).toBe(true);
  }
  for (const { id, name } of [...active, ...retiring]) {
    expect(model.revokeDone.has(id), `${name} is active although it was called revoked`).toBe(false);
  }
}

/** A key retires because somebody wished it, and as long as there is one successor that works; its time runs from the first use on. */
function expectSuccessors(model: Model, { active, retiring, revoked }: Truth): void {
  for (const { id, name } of revoked.filter(({ revocationReason }) => revocationReason === "rotated")) {
    const successors = [...active, ...retiring, ...revoked].filter(({ rotation }) => rotation?.replaces === id);
    const isUsed = successors.some(({ lastUsedAt }) => lastUsedAt !== null);
    expect(isUsed, `the time of ${name}, whose successor was used, is over`).toBe(true);
  }
  for (const { id, name, rotation } of retiring) {
    expect(model.rotateAsked.has(id), `somebody wanted ${name} rotated`).toBe(true);
    const successors = active.filter((key) => key.rotation?.replaces === id);
    expect(
      successors.map((key) => key.id),
      `the successor of ${name}`,
    ).toEqual([rotation?.replacedBy]);
    const isUsed = successors[0]?.lastUsedAt !== null;
    expect(rotation?.graceEndsAt !== null, `whether the time of ${name} runs`).toBe(isUsed);
  }
}

function expectNames(model: Model, { active }: Truth): void {
  for (const { id, name } of active) {
    const possible = model.names.get(id);
    if (possible) expect([...possible], "names the key may have").toContain(name);
    else model.names.set(id, new Set([name]));
  }
}
