/** What must be true of secrets: where they are, and that they are nowhere else. */
import { expect } from "vitest";
import { keptAccount } from "../../src-main/kept-keys.ts";
import { sessionAccount } from "../../src-main/session-entry.ts";
import type { Model } from "./model.ts";
import type { ModelWorld } from "./model-world.ts";

/** Tokens and keys as the service makes them (a key's hint is far shorter), and the admin's password. */
const secret = /krs_[\w-]{20,}|krk_[0-9A-Za-z]{20,}|correct horse battery staple/;

/** No message holds one; the keychain has what it should; what is kept stays kept; no copied key is left lying about. */
export function expectSecrets(model: Model, world: ModelWorld): void {
  const { messages } = world.app;
  for (const message of messages.slice(model.messagesRead)) expectNoSecret(message, "a message to the window");
  model.messagesRead = messages.length;
  expectSessionEntry(model, world);
  expectKept(model, world);
  const { clipboard } = model.screen;
  if (clipboard.holding === null) expectNoSecret(world.clipboard.text, "the clipboard, which nobody will clear");
}

/** Fails if there is one in `text`; never repeats it. */
export function expectNoSecret(text: string, where: string): void {
  expect(secret.test(text), `a secret in ${where}`).toBe(false);
}

/** Once there, a session's entry goes only when the person signs out or a server says 401. */
function expectSessionEntry(model: Model, world: ModelWorld): void {
  const there = world.keychain.entries.has(sessionAccount(model.connectionId));
  const { session } = model.screen;
  // Where it is in memory alone, what is there is an earlier one's.
  if (there && session.status === "signed-in") model.sessionStored = session.keptIn === "keychain";
  const mayBeGone = !model.sessionStored || model.signedOut || world.gate.unauthorized > model.unauthorizedBefore;
  if (!mayBeGone) expect(there, "the session in the keychain").toBe(true);
}

/** What is listed as kept is in the keychain and the other way round; and it goes for a reason only. */
function expectKept(model: Model, world: ModelWorld): void {
  const listed = world.app.state().kept;
  const entries = [...world.keychain.entries.keys()].filter((account) => account.startsWith("key:"));
  expect(entries.sort(), "kept values").toEqual(listed.map(keptAccount).sort());
  const now = new Set(listed.map(({ keyId }) => keyId));
  const revoked = new Set([...world.sites.values()].flatMap((site) => site.truth().revoked.map(({ id }) => id)));
  for (const id of model.kept) {
    if (now.has(id)) continue;
    expect(revoked.has(id) || model.mayGo.has(id), "a reason to forget a kept key").toBe(true);
    model.kept.delete(id);
  }
  for (const id of now) model.kept.add(id);
}
