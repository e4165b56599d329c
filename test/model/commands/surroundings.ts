/** What happens around the app: faults come and go, time passes, programs end and start again, the keychain changes its mind. */
import type { FakeSecretStore } from "../../support/fake-ports.ts";
import { type FaultName, faultKinds, type Target } from "../fault-kinds.ts";
import type { Intent } from "../model.ts";
import { keyIds, noteMade } from "../press.ts";
import type { Action } from "../step.ts";

/** Something goes wrong from now on, `times` times. */
export function switchOn(target: Target, name: FaultName, times: number): Action {
  const hangs = faultKinds[name].hangs === true;
  const count = hangs ? 1 : times;
  return {
    kind: "a fault",
    detail: `${target}, ${Number.isFinite(count) ? `${count} times` : "until healed"}, ${name}`,
    // Where something is tried at all; a hang only in the few worlds that can afford it.
    possible: ({ setup }) => !hangs || setup.hangs,
    async act(_model, world) {
      world.gate.switchOn(target, name, count);
      return "on";
    },
  };
}

/** All is well again between the app and the server. */
export const heal: Action = {
  kind: "heal",
  async act(_model, world) {
    await world.gate.heal();
    return "ok";
  },
};

/** Nothing listens any more. */
export const refuse: Action = {
  kind: "nothing listens",
  async act(_model, world) {
    await world.gate.refuse();
    return "ok";
  },
};

/** What had left the app before it gave up reaches the service. */
export const arrive: Action = {
  kind: "late requests arrive",
  possible: ({ late }) => late > 0,
  async act(model, world) {
    const statuses: number[] = [];
    for (const { request, intent, arrive } of world.gate.late.splice(0)) {
      const before = keyIds(world);
      const [, keyId = ""] = /\/admin\/api-keys\/([^/]+)$/.exec(request.path) ?? [];
      const served = await arrive();
      statuses.push(served.status);
      if (request.method === "PATCH") model.nameChanged(keyId, JSON.parse(request.body).name, false);
      const wish = intent as Intent | null;
      if (wish && noteMade(model, world, wish, before).length > 0) wish.late = true;
    }
    return statuses.join(", ");
  },
};

/** Time passes, and what is due happens on the way. */
export function pass(seconds: number): Action {
  return {
    kind: "time passes",
    detail: `${seconds} s`,
    async act(_model, world) {
      await world.clock.pass(seconds * 1000, () => world.settled());
      return world.app.state().network.status;
    },
  };
}

/** The computer sleeps. */
export function sleep(minutes: number): Action {
  return {
    kind: "the computer sleeps",
    detail: `${minutes} min`,
    async act(_model, world) {
      await world.clock.sleep(minutes * 60_000, () => world.settled());
      await world.look();
      return world.app.state().session.status;
    },
  };
}

/** Quits Keyrack and starts it again. */
export const restartApp: Action = {
  kind: "restart Keyrack",
  async act(model, world) {
    await world.restartApp();
    model.beginRun();
    return world.app.state().session.status;
  },
};

/** The service ends and starts again on its database. */
export const restartService: Action = {
  kind: "restart the service",
  async act(model, world) {
    await world.sites.get(model.account)?.restart();
    return "ok";
  },
};

/** The keychain is another from now on. */
export function keychain(state: FakeSecretStore["state"]): Action {
  return {
    kind: "the keychain is",
    detail: state,
    async act(_model, world) {
      world.keychain.state = state;
      return "ok";
    },
  };
}
