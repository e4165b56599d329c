/** What a person does with keys that are kept on this computer. */
import { expect } from "vitest";
import type { KeptReference } from "../../../src-preload/contract/kept.ts";
import type { Model } from "../model.ts";
import type { ModelWorld } from "../model-world.ts";
import { type Action, word } from "../step.ts";

function keptAt({ screen }: Model, at: number): KeptReference | null {
  const { kept } = screen;
  const key = kept[at % Math.max(kept.length, 1)];
  return key ? { connectionId: key.connectionId, keyId: key.keyId } : null;
}

/** Keeps the key just generated. */
export const keepNew: Action = {
  kind: "keep the new key",
  possible: ({ screen }) => screen.newKey !== null,
  async act(model, world) {
    const keyId = model.screen.newKey?.apiKey.id ?? "";
    const result = await world.ask("kept:keep-new", { keyId });
    expect(result.ok, "keeping works while the keychain does").toBe(world.keychain.state === "ok");
    if (result.ok) model.mayGo.delete(keyId);
    return word(result);
  },
};

/** Pastes the value of a key that was made elsewhere. */
export function paste(at: number): Action {
  return {
    kind: "paste a value",
    detail: `row ${at}`,
    possible: (model) => model.signedIn && model.values.has(model.activeKey(at) ?? ""),
    async act(model, world) {
      const keyId = model.activeKey(at) ?? "";
      const result = await world.ask("kept:add-value", { keyId, pasted: ` ${model.values.get(keyId)}\n` });
      if (result.ok) model.mayGo.delete(keyId);
      return word(result);
    },
  };
}

/** Copies a kept key; that needs the keychain and nothing else. */
export function copyKept(at: number): Action {
  return {
    kind: "copy a kept key",
    detail: `number ${at}`,
    possible: (model) => keptAt(model, at) !== null,
    async act(model, world) {
      const reference = keptAt(model, at);
      return reference ? copyOf(model, world, reference) : "none";
    },
  };
}

/** Copies one and looks whether that is its value. */
export async function copyOf(model: Model, world: ModelWorld, reference: KeptReference): Promise<string> {
  const result = await world.ask("kept:copy", reference);
  expect(result.ok, "copying works while the keychain does").toBe(world.keychain.state === "ok");
  if (result.ok) expect(world.clipboard.text, "the copied value").toBe(model.values.get(reference.keyId));
  return word(result);
}

/** Forgets one. */
export function forget(at: number): Action {
  return {
    kind: "forget a kept key",
    detail: `number ${at}`,
    possible: (model) => keptAt(model, at) !== null,
    async act(model, world) {
      const reference = keptAt(model, at);
      if (!reference) return "none";
      model.mayGo.add(reference.keyId);
      return word(await world.ask("kept:forget", reference));
    },
  };
}

/** Chooses whether new keys are kept by themselves, and how long a copy stays on the clipboard. */
export function prefer(keepNewKeys: boolean, clearAfter: 10 | 30 | 300): Action {
  return {
    kind: "change preferences",
    detail: `${keepNewKeys ? "keep" : "do not keep"} new keys, clear after ${clearAfter} s`,
    act: async (_model, world) => word(await world.ask("preferences:change", { keepNewKeys, clearAfter })),
  };
}
