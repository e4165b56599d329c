/** What happens with rotations: begun, taken back, ended early, used for the first time, and over when their time is. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { FaultName } from "../fault-kinds.ts";
import { expectTruthOnScreen } from "../invariants.ts";
import type { Model } from "../model.ts";
import type { ModelWorld } from "../model-world.ts";
import { press } from "../press.ts";
import { type Action, word } from "../step.ts";

const withRows = (model: Model) => model.signedIn && model.activeKey(0) !== null;
const withRetiring = ({ signedIn, screen }: Model) => signedIn && screen.keys.retiring.length > 0;

function retiringAt({ screen }: Model, at: number): ApiKey | null {
  const { retiring } = screen.keys;
  return retiring[at % Math.max(retiring.length, 1)] ?? null;
}

async function pressRotate(model: Model, world: ModelWorld, keyId: string, graceSeconds: number): Promise<string> {
  const name = model.screen.keys.active.find(({ id }) => id === keyId)?.name ?? null;
  model.rotateAsked.add(keyId);
  const ask = () => world.ask("keys:rotate", { keyId, graceSeconds });
  return word(await press(model, world, { name, rotates: { keyId, graceSeconds } }, ask));
}

/** Rotates the key in row `at`. */
export function rotate(at: number, graceSeconds: number): Action {
  return {
    kind: "rotate",
    detail: `row ${at}, ${graceSeconds} s`,
    possible: withRows,
    act: (model, world) => pressRotate(model, world, model.activeKey(at) ?? "", graceSeconds),
  };
}

/** Rotates it while no answer to that comes through; `blind`: nor can the list be read. */
export function rotateInDoubt(at: number, graceSeconds: number, fault: FaultName, blind: boolean): Action {
  return {
    kind: "rotate, in doubt",
    detail: `row ${at}, ${graceSeconds} s, ${fault}${blind ? ", and no list" : ""}`,
    possible: (model) => withRows(model) && model.calm,
    async act(model, world) {
      world.gate.switchOn("rotate", fault, Number.POSITIVE_INFINITY);
      if (blind) world.gate.switchOn("active", "reset before", Number.POSITIVE_INFINITY);
      const outcome = await pressRotate(model, world, model.activeKey(at) ?? "", graceSeconds);
      await world.gate.heal();
      return outcome;
    },
  };
}

/** Presses Generate Successor again, as the person was told to. */
export const rotateAgain: Action = {
  kind: "rotate again",
  possible: (model) => model.signedIn && (model.inDoubt?.rotates ?? null) !== null,
  async act(model, world) {
    const wish = model.inDoubt?.rotates;
    return wish ? pressRotate(model, world, wish.keyId, wish.graceSeconds) : "none";
  },
};

/** Takes the rotation of retiring key `at` back. */
export function cancelRotation(at: number): Action {
  return {
    kind: "cancel a rotation",
    detail: `number ${at}`,
    possible: withRetiring,
    async act(model, world) {
      const keyId = retiringAt(model, at)?.rotation?.replacedBy ?? "";
      model.revokeAsked.add(keyId);
      const result = await world.ask("keys:cancel-rotation", { keyId });
      if (!result.ok) return word(result);
      model.revokeDone.add(keyId);
      model.revokedOnScreen.add(keyId);
      return "ok";
    },
  };
}

/** Revokes retiring key `at` before its time. */
export function revokeOld(at: number): Action {
  return {
    kind: "revoke an old key",
    detail: `number ${at}`,
    possible: withRetiring,
    async act(model, world) {
      const keyId = retiringAt(model, at)?.id ?? "";
      model.revokeAsked.add(keyId);
      const result = await world.ask("keys:revoke", { keyId, reason: null });
      if (!result.ok) return word(result);
      model.revokeDone.add(keyId);
      model.revokedOnScreen.add(keyId);
      return "ok";
    },
  };
}

/** Whatever has the value of row `at` calls the API; the first use of a successor begins its predecessor's grace period. */
export function use(at: number): Action {
  return {
    kind: "a key is used",
    detail: `row ${at}`,
    possible: (model) => model.values.has(model.activeKey(at) ?? ""),
    async act(model, world) {
      const value = model.values.get(model.activeKey(at) ?? "") ?? "";
      return (await world.site(model.account)).keyWith(value) === null ? "refused" : "ok";
    },
  };
}

/** The service says what has happened; where all is well, that is on screen without anybody's asking. */
export const hear: Action = {
  kind: "events are told",
  possible: ({ signedIn }) => signedIn,
  async act(model, world) {
    const { gate, line, clock } = world;
    const count = line.tell();
    // Readings have to wait their turn when there are many.
    await world.settled();
    await clock.pass(3_000, () => world.settled());
    await world.settled();
    const { session, network, keys } = world.app.state();
    const isHeard = line.isOpen && session.status === "signed-in" && network.live;
    // What the clock alone has ended meanwhile is told by nobody yet.
    if (isHeard && count > 0 && gate.calm && keys.status === "ready" && line.tell() === 0) {
      expectTruthOnScreen(model, world);
      return "shown";
    }
    return isHeard ? "heard" : "silent";
  },
};

/** The stream breaks; it is asked for again by itself. */
export const cutLine: Action = {
  kind: "the stream of events breaks",
  async act(_model, world) {
    world.line.cut();
    return "ok";
  },
};
