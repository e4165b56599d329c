/** Signing in and out, and taking a session up again. */
import { expectTruthOnScreen } from "../invariants.ts";
import type { Model } from "../model.ts";
import type { AccountName, ModelWorld } from "../model-world.ts";
import { type Action, word } from "../step.ts";

/** Signs in on the connection on screen, or adds the connection where there is none yet. */
export function signIn(account: AccountName): Action {
  return {
    kind: account === "home" ? "sign in" : "sign in with the other account",
    possible: ({ screen }) =>
      ["signed-out", "locked", "unreachable"].includes(screen.session.status) ||
      (screen.session.status === "none" && account === "home"),
    async act(model, world) {
      const credentials = await world.credentialsOf(account);
      const { unauthorized } = world.gate;
      const first = model.screen.session.status === "none";
      const result = first
        ? await world.ask("connection:connect", { address: world.proxy.origin, ...credentials })
        : await world.ask("session:sign-in", credentials);
      if (!result.ok) return word(result);
      model.account = account;
      model.signedOut = false;
      model.sessionStored = false;
      model.unauthorizedBefore = unauthorized;
      expectListIfRead(model, world);
      return "ok";
    },
  };
}

/** Signs in while the list cannot be read: what is on screen then is what was there before, or nothing. */
export function signInWithoutList(account: AccountName): Action {
  const { kind, act, ...rest } = signIn(account);
  return {
    ...rest,
    kind: `${kind}, without a list`,
    async act(model, world) {
      world.gate.switchOn("active", "reset before", 3);
      return act(model, world);
    },
  };
}

/** Signs out, with or without forgetting what is kept. */
export function signOut(forgetKept: boolean): Action {
  return {
    kind: forgetKept ? "sign out" : "sign out and keep the kept keys",
    possible: ({ screen }) => screen.session.status === "signed-in" || screen.session.status === "unreachable",
    async act(model, world) {
      model.signedOut = true;
      if (forgetKept) for (const { keyId } of model.screen.kept) model.mayGo.add(keyId);
      return word(await world.ask("session:sign-out", { forgetKept }));
    },
  };
}

/** Presses Retry, where the keychain or the server did not answer. */
export const restore: Action = {
  kind: "restore",
  possible: ({ screen }) => screen.session.status === "locked" || screen.session.status === "unreachable",
  async act(model, world) {
    const result = await world.ask("session:restore", {});
    if (result.ok) expectListIfRead(model, world);
    return word(result);
  },
};

function expectListIfRead(model: Model, world: ModelWorld): void {
  const { session, keys } = world.app.state();
  if (session.status === "signed-in" && keys.status === "ready") expectTruthOnScreen(model, world);
}
