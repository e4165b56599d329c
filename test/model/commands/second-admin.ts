/** A second admin of the same account, at the service itself: creates, renames, revokes, and ends the session of Keyrack. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { Model } from "../model.ts";
import type { ModelWorld } from "../model-world.ts";
import { type Action, called } from "../step.ts";

function keyAt(model: Model, world: ModelWorld, at: number): ApiKey | null {
  const active = world.sites.get(model.account)?.truth().active ?? [];
  return active[at % Math.max(active.length, 1)] ?? null;
}

/** Creates a key, unless there are five already. */
export function createElsewhere(name: string | null): Action {
  return {
    kind: "the second admin creates",
    detail: called(name),
    async act(model, world) {
      const site = await world.site(model.account);
      if (site.truth().active.length >= 5) return "full";
      const { apiKey, key } = await (await site.admin()).create(name);
      model.byAdmin.add(apiKey.id);
      model.values.set(apiKey.id, key);
      return "ok";
    },
  };
}

/** Rotates the key that is number `at` at the service, unless it takes part in a rotation already. */
export function rotateElsewhere(at: number, graceSeconds: number): Action {
  return {
    kind: "the second admin rotates",
    detail: `key ${at}, ${graceSeconds} s`,
    async act(model, world) {
      const key = keyAt(model, world, at);
      const site = await world.site(model.account);
      if (!key || site.truth().retiring.some(({ rotation }) => rotation?.replacedBy === key.id)) return "none";
      model.rotateAsked.add(key.id);
      const { apiKey, key: value } = await (await site.admin()).rotate(key.id, graceSeconds);
      model.byAdmin.add(apiKey.id);
      model.values.set(apiKey.id, value);
      return "ok";
    },
  };
}

/** Renames the key that is number `at` at the service. */
export function renameElsewhere(at: number, name: string | null): Action {
  return {
    kind: "the second admin renames",
    detail: `key ${at}, ${called(name)}`,
    async act(model, world) {
      const key = keyAt(model, world, at);
      if (!key) return "none";
      await (await (await world.site(model.account)).admin()).rename(key.id, name);
      model.nameChanged(key.id, name, true);
      return "ok";
    },
  };
}

/** Revokes it. */
export function revokeElsewhere(at: number): Action {
  return {
    kind: "the second admin revokes",
    detail: `key ${at}`,
    async act(model, world) {
      const key = keyAt(model, world, at);
      if (!key) return "none";
      model.revokeAsked.add(key.id);
      await (await (await world.site(model.account)).admin()).revoke(key.id);
      model.revokeDone.add(key.id);
      return "ok";
    },
  };
}

/** Ends the session of Keyrack. */
export const endSession: Action = {
  kind: "the second admin ends our session",
  possible: ({ signedIn }) => signedIn,
  async act(model, world) {
    const token = world.token();
    if (token) await (await (await world.site(model.account)).admin()).endSession(token);
    return "ok";
  },
};
