/** What a person does with keys: reading the list, generating, copying, renaming, revoking. */
import { expect } from "vitest";
import type { FaultName } from "../fault-kinds.ts";
import { expectTruthOnScreen } from "../invariants.ts";
import type { Model } from "../model.ts";
import { press } from "../press.ts";
import { type Action, called, word } from "../step.ts";

const signedIn = (model: Model) => model.signedIn;
const withRows = (model: Model) => model.signedIn && model.activeKey(0) !== null;

/** Reads the list. */
export const refresh: Action = {
  kind: "refresh",
  possible: signedIn,
  async act(model, world) {
    const result = await world.ask("keys:refresh", {});
    // What was begun before may be reading it too.
    await world.settled();
    if (result.ok) expectTruthOnScreen(model, world);
    return word(result);
  },
};

/** Comes back to the window, which reads the list or tries to get what is missing. */
export const look: Action = {
  kind: "look at the window",
  async act(_model, world) {
    await world.look();
    return world.app.state().keys.status;
  },
};

/** Presses Generate. */
export function generate(name: string | null): Action {
  return {
    kind: "generate",
    detail: called(name),
    possible: signedIn,
    act: async (model, world) => word(await press(model, world, { name }, () => world.ask("keys:generate", { name }))),
  };
}

/** Presses Generate while nobody can answer: `fault` meets every try, and with `blind` the list cannot be read back either. */
export function generateInDoubt(name: string | null, fault: FaultName, blind: boolean): Action {
  const { kind, act } = generate(name);
  return {
    kind: blind ? `${kind} in doubt, without a list` : `${kind} in doubt`,
    detail: `${called(name)}, ${fault}`,
    possible: signedIn,
    async act(model, world) {
      // As often as the app tries.
      world.gate.switchOn("create", fault, 3);
      if (blind) world.gate.switchOn("active", "reset before", 3);
      return act(model, world);
    },
  };
}

/** Presses Generate again for a key of which nobody knows whether it was made. */
export const generateAgain: Action = {
  kind: "generate again",
  possible: (model) => model.signedIn && model.inDoubt?.rotates === null,
  async act(model, world) {
    const name = model.inDoubt?.name ?? null;
    return word(await press(model, world, { name }, () => world.ask("keys:generate", { name })));
  },
};

/** Presses it twice in one breath: the second comes to nothing while the first key waits to be copied. */
export function generateTwice(name: string | null): Action {
  return {
    kind: "press Generate twice",
    detail: called(name),
    // Under a fault the second may be a wish of its own; that is what two presses one after the other are for.
    possible: ({ signedIn, calm }) => signedIn && calm,
    act: async (model, world) =>
      word(
        await press(model, world, { name }, async () => {
          const [first, second] = await Promise.all([
            world.ask("keys:generate", { name }),
            world.ask("keys:generate", { name }),
          ]);
          expect(second.ok, "the second press").toBe(false);
          return first;
        }),
      ),
  };
}

/** Looks at the new key, and copies it. */
export const copyNew: Action = {
  kind: "reveal and copy the new key",
  possible: ({ screen }) => screen.newKey !== null,
  async act(model, world) {
    const keyId = model.screen.newKey?.apiKey.id ?? "";
    const revealed = await world.ask("keys:reveal", { keyId });
    expect(revealed.ok && revealed.value.value, "the value on show is the key's").toBe(model.values.get(keyId));
    const result = await world.ask("keys:copy-new", { keyId });
    expect(world.clipboard.text, "the copied value").toBe(model.values.get(keyId));
    expect(world.app.state().newKey?.copied).toBe(true);
    return word(result);
  },
};

/** Presses Done. */
export const dismissNew: Action = {
  kind: "done with the new key",
  possible: ({ screen }) => screen.newKey !== null,
  async act(model, world) {
    return word(await world.ask("keys:dismiss-new", { keyId: model.screen.newKey?.apiKey.id ?? "" }));
  },
};

/** Renames the key in row `at`. */
export function rename(at: number, name: string | null): Action {
  return {
    kind: "rename",
    detail: `row ${at}, ${called(name)}`,
    possible: withRows,
    async act(model, world) {
      const keyId = model.activeKey(at) ?? "";
      model.nameChanged(keyId, name, false);
      const result = await world.ask("keys:rename", { keyId, name });
      if (!result.ok) return word(result);
      model.nameChanged(keyId, name, true);
      model.shownNames.set(keyId, name);
      return "ok";
    },
  };
}

/** Revokes the key in row `at`. */
export function revoke(at: number): Action {
  return {
    kind: "revoke",
    detail: `row ${at}`,
    possible: withRows,
    async act(model, world) {
      const keyId = model.activeKey(at) ?? "";
      model.revokeAsked.add(keyId);
      const result = await world.ask("keys:revoke", { keyId, reason: null });
      if (!result.ok) return word(result);
      model.revokeDone.add(keyId);
      model.revokedOnScreen.add(keyId);
      return "ok";
    },
  };
}

/** Replaces the key whose value was not received. */
export const replaceLost: Action = {
  kind: "replace the lost key",
  possible: ({ screen, signedIn }) => signedIn && screen.lostKey?.status === "created",
  async act(model, world) {
    const { lostKey } = model.screen;
    if (lostKey?.status !== "created") return "none";
    const { id: lostKeyId } = lostKey;
    const { id, name } = lostKey.apiKey;
    model.revokeAsked.add(id);
    const lost = [...world.context.held.lostCreates.values()].flat().find(({ apiKey }) => apiKey?.id === id);
    const { keyId, graceSeconds } = lost?.replacing ?? { keyId: "", graceSeconds: null };
    const rotates = graceSeconds === null ? null : { keyId, graceSeconds };
    if (rotates) model.rotateAsked.add(keyId);
    const replace = () => world.ask("keys:replace-lost", { lostKeyId });
    const result = await press(model, world, { name, rotates }, replace, true);
    return word(result);
  },
};

/** Leaves it as it is. */
export const dismissLost: Action = {
  kind: "leave the lost key as it is",
  possible: ({ screen }) => screen.lostKey !== null,
  act: async ({ screen }, world) => word(await world.ask("keys:dismiss-lost", { lostKeyId: screen.lostKey?.id ?? "" })),
};
