/** Pressing Generate: whatever the network does, one wish makes one key at most, and the person is told the truth about it. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Intent, Model, Rotating } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/**
 * Runs `ask`, which may create a key called `name`, and holds its answer against what the server made of it. `anew`: it reads the
 * list on the way, which may explain a wish in doubt; then it is a wish of its own.
 */
export async function press(
  model: Model,
  world: ModelWorld,
  { name, rotates = null }: { name: string | null; rotates?: Rotating | null },
  ask: () => Promise<Result<ApiKey>>,
  anew = false,
): Promise<Result<ApiKey>> {
  const before = keyIds(world);
  const { denials } = world.gate;
  const pressedAt = world.context.clock.now().getTime();
  const intent =
    (anew ? null : model.repeated({ name, rotates }, pressedAt)) ?? begin(model, { name, rotates }, pressedAt);
  world.gate.intent = intent;
  const result = await ask();
  world.gate.intent = null;
  intent.denied ||= world.gate.denials > denials;
  const made = noteMade(model, world, intent, before);
  if (result.ok) {
    const { id } = result.value;
    expect(
      model.intents.some((one) => one.made.has(id)),
      "the key that was handed out was made for a press of Generate",
    ).toBe(true);
    const value = world.context.held.newValue?.value;
    if (value) model.values.set(id, value);
    model.told.add(id);
    intent.inDoubt = false;
  } else if (result.failure.code === "outcome-unknown") {
    // Told of several keys that it may be, the person revokes one and generates another: that is a new wish.
    intent.inDoubt = !result.failure.message.includes("cannot tell which key");
  } else if (result.failure.code === "server-error" && world.app.state().lostKey?.status === "unknown") {
    // A server may stumble after it has made the key, and the list could not be read either.
    intent.inDoubt = true;
  } else if (result.failure.code === "already-created") {
    const { keyId, lostKeyId } = result.failure;
    if (keyId) expect(world.app.state().lostKey, "on show").toMatchObject({ id: lostKeyId, apiKey: { id: keyId } });
    if (!isOfAnother(model, world, intent, keyId))
      expect(intent.made.size, "keys made by a press that answered already-created").toBe(1);
    intent.inDoubt = false;
  } else if (!intent.denied) {
    expect(made, `keys made by a press that answered ${result.failure.code}`).toEqual([]);
    // The server has looked at the Idempotency-Key and knows of no key: that settles it.
    if (result.failure.code === "key-limit-reached") intent.inDoubt = false;
  }
  return result;
}

/**
 * Whether a press was rightly told of a key that came of none of its own. Of two new keys of one name nobody but the server knows
 * which is whose: it may be the second admin's, or an earlier wish's. Without an id it is one of an earlier wish for the same,
 * whose answer came when it was rotated or revoked already.
 */
function isOfAnother(model: Model, world: ModelWorld, intent: Intent, keyId: string | undefined): boolean {
  const earlier = model.intents.filter((one) => one !== intent);
  if (keyId) return model.byAdmin.has(keyId) || earlier.some(({ made }) => made.has(keyId));
  const active = new Set([...world.sites.values()].flatMap((site) => site.truth().active.map(({ id }) => id)));
  return earlier.some(
    ({ name, rotates, made }) =>
      name === intent.name && isDeepStrictEqual(rotates, intent.rotates) && [...made].some((id) => !active.has(id)),
  );
}

/** Adds what has been made since `before` to a wish, which never has more than one, unless somebody lied about it. Answers it. */
export function noteMade(model: Model, world: ModelWorld, intent: Intent, before: ReadonlySet<string>): string[] {
  const made = [...keyIds(world)].filter((id) => !before.has(id) && !model.byAdmin.has(id));
  for (const id of made) intent.made.add(id);
  if (!intent.denied) expect(intent.made.size, `keys made for one wish for ${intent.name}`).toBeLessThanOrEqual(1);
  return made;
}

/** All keys of all services. */
export function keyIds(world: ModelWorld): ReadonlySet<string> {
  const truths = [...world.sites.values()].map((site) => site.truth());
  return new Set(truths.flatMap((truth) => [...truth.active, ...truth.retiring, ...truth.revoked]).map(({ id }) => id));
}

function begin(model: Model, { name, rotates }: Pick<Intent, "name" | "rotates">, pressedAt: number): Intent {
  const { account, connectionId, run } = model;
  const intent: Intent = {
    name,
    rotates,
    account,
    connectionId,
    run,
    pressedAt,
    made: new Set(),
    inDoubt: false,
    denied: false,
    late: false,
  };
  model.intents.push(intent);
  return intent;
}
