/** The end of every sequence: all is well again, and a person puts right what only a person can; then app and server agree. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { isMissing } from "./at-rest.ts";
import { copyOf } from "./commands/kept.ts";
import { copyNew, dismissLost, dismissNew, refresh } from "./commands/keys.ts";
import { restore, signIn } from "./commands/session.ts";
import { arrive, heal, keychain, pass } from "./commands/surroundings.ts";
import { expectTruthOnScreen } from "./invariants.ts";
import { expectNoSecret } from "./invariants-of-secrets.ts";
import type { Model } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";
import { type Action, step } from "./step.ts";

/** The longest pause a server asks for here is 90 seconds, and the app's own longest is 60. */
const untilReconnected = 120;

/** Brings everything to a good end and looks whether it is one. */
export async function converge(model: Model, world: ModelWorld): Promise<void> {
  const take = (action: Action) => step(action, Number.POSITIVE_INFINITY).run(model, world);
  const isPossible = (action: Action) => action.possible?.(model) ?? true;
  await take(heal);
  await take(keychain("ok"));
  if (isPossible(arrive)) await take(arrive);
  await take(pass(untilReconnected));
  expect(isMissing(model.screen), "something is missing although everything answers again").toBe(false);

  if (model.screen.session.status === "locked") await take(restore);
  if (isPossible(copyNew)) await take(copyNew);
  if (isPossible(dismissNew)) await take(dismissNew);
  // Twice, where the session has ended and nothing has been asked since.
  for (let times = 0; times < 2; times += 1) {
    if (!model.signedIn) await take(signIn(model.account));
    await take(refresh);
  }
  expectTruthOnScreen(model, world);
  expectLostExplained(model, world);
  if (isPossible(dismissLost)) await take(dismissLost);
  await expectKept(model, world);
  expectValuesGood(model, world);
  await world.app.context.settings.flush();
  await world.app.context.cache.flush();
  expectNoSecretOnDisk(world.app.folder);
}

/** A lost key that is still spoken of is one that exists. */
function expectLostExplained({ screen }: Model, world: ModelWorld): void {
  const { lostKey } = screen;
  if (lostKey === null) return;
  expect(lostKey.status, "what became of the lost key").toBe("created");
  const active = [...world.sites.values()].flatMap((site) => site.truth().active.map(({ id }) => id));
  if (lostKey.status === "created") expect(active, "the lost key").toContain(lostKey.apiKey.id);
}

/** Kept keys of this account that were revoked are forgotten; every other one can be copied. */
async function expectKept(model: Model, world: ModelWorld): Promise<void> {
  const revoked = new Set(
    world.sites
      .get(model.account)
      ?.truth()
      .revoked.map(({ id }) => id),
  );
  for (const reference of world.app.state().kept) {
    expect(revoked.has(reference.keyId), "a revoked key is still kept").toBe(false);
    await copyOf(model, world, reference);
  }
  await world.ask("clipboard:clear", {});
}

/** Every value that somebody was given is the value of that key. */
function expectValuesGood({ values }: Model, world: ModelWorld): void {
  for (const site of world.sites.values()) {
    const { active, retiring } = site.truth();
    // Asking is a use, and that of a successor may end the other.
    for (const { id } of [...retiring, ...active]) {
      const value = values.get(id);
      if (value !== undefined) expect(site.keyWith(value), "whose value it is").toBe(id);
    }
  }
}

function expectNoSecretOnDisk(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      expectNoSecret(readFileSync(join(entry.parentPath, entry.name), "utf8"), `the file ${entry.name}`);
  }
}
