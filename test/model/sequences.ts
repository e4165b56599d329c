/** Which sequences there are: every kind of step with how often it comes, and how a world may begin. */
import fc, { type Arbitrary } from "fast-check";
import { copyKept, forget, keepNew, paste, prefer } from "./commands/kept.ts";
import {
  copyNew,
  dismissLost,
  dismissNew,
  generate,
  generateAgain,
  generateInDoubt,
  generateTwice,
  look,
  refresh,
  rename,
  replaceLost,
  revoke,
} from "./commands/keys.ts";
import { whileListing, whileWaiting } from "./commands/overlap.ts";
import {
  cancelRotation,
  cutLine,
  hear,
  revokeOld,
  rotate,
  rotateAgain,
  rotateInDoubt,
  use,
} from "./commands/rotations.ts";
import {
  createElsewhere,
  endSession,
  renameElsewhere,
  revokeElsewhere,
  rotateElsewhere,
} from "./commands/second-admin.ts";
import { restore, signIn, signInWithoutList, signOut } from "./commands/session.ts";
import {
  arrive,
  heal,
  keychain,
  pass,
  refuse,
  restartApp,
  restartService,
  sleep,
  switchOn,
} from "./commands/surroundings.ts";
import { type FaultName, faultKinds, type Target, targets } from "./fault-kinds.ts";
import type { Setup } from "./model-world.ts";
import { type Action, longest, type Step, step } from "./step.ts";

/** Few, so that keys of the same name are common. */
const name = fc.constantFrom<string | null>(null, "Production", "Staging");
const row = fc.nat(4);
const grace = fc.constantFrom(0, 30, 3_600);
const once = <T>(value: T) => fc.constant(value);

const faultNames = Object.keys(faultKinds) as FaultName[];
const quick = fc.constantFrom(...faultNames.filter((fault) => !faultKinds[fault].hangs));
const hanging = fc.constantFrom(...faultNames.filter((fault) => faultKinds[fault].hangs));
/** Those that leave everybody in doubt, which is where care is needed most. */
const doubtful = fc.constantFrom<FaultName>(
  "the answer is lost",
  "the connection breaks and the request arrives late",
  "reset within the answer",
  "done, and a page",
);
const target = fc.constantFrom(...(Object.keys(targets) as Target[]));
const changes = fc.constantFrom<Target>("create", "create", "create", "rotate", "rotate", "rename", "revoke");
const times = fc.constantFrom(1, 1, 2, 3, 3, Number.POSITIVE_INFINITY);

const byAdmin: Arbitrary<Action> = fc.oneof(
  name.map(createElsewhere),
  fc.tuple(row, name).map(([at, to]) => renameElsewhere(at, to)),
  row.map(revokeElsewhere),
  fc.tuple(row, grace).map(([at, seconds]) => rotateElsewhere(at, seconds)),
);
const own: Arbitrary<Action> = fc.oneof(
  name.map(generate),
  fc.tuple(row, name).map(([at, to]) => rename(at, to)),
  row.map(revoke),
  fc.tuple(row, grace).map(([at, seconds]) => rotate(at, seconds)),
  row.map(cancelRotation),
);
const overlapping: Arbitrary<Action> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom<"active" | "retiring" | "revoked">("active", "retiring", "revoked"),
      fc.oneof(own, own, byAdmin, fc.boolean().map(signOut), once(keepNew)),
    )
    .map(([which, inner]) => whileListing(which, inner)),
  fc
    .tuple(name, fc.oneof(once(refresh), byAdmin, fc.boolean().map(signOut), once(endSession)))
    .map(([to, inner]) => whileWaiting("create", generate(to), inner)),
  row.map((at) => whileWaiting("revoke", revoke(at), refresh)),
  fc
    .tuple(row, grace, fc.oneof(once(refresh), byAdmin, once(hear), fc.boolean().map(signOut), once(endSession)))
    .map(([at, seconds, inner]) => whileWaiting("rotate", rotate(at, seconds), inner)),
  fc.tuple(row, name).map(([at, to]) => whileWaiting("rename", rename(at, to), refresh)),
);

const weighted: [weight: number, action: Arbitrary<Action>][] = [
  [8, once(signIn("home"))],
  [2, once(signIn("other"))],
  [2, once(signInWithoutList("other"))],
  [2, fc.boolean().map(signOut)],
  [4, once(restore)],
  [8, once(refresh)],
  [4, once(look)],
  [12, name.map(generate)],
  [1, name.map(generateTwice)],
  [6, fc.tuple(name, doubtful, fc.boolean()).map(([to, fault, blind]) => generateInDoubt(to, fault, blind))],
  [8, once(generateAgain)],
  [6, once(copyNew)],
  [14, once(dismissNew)],
  [6, fc.tuple(row, name).map(([at, to]) => rename(at, to))],
  [7, row.map(revoke)],
  [9, fc.tuple(row, grace).map(([at, seconds]) => rotate(at, seconds))],
  [
    4,
    fc
      .tuple(row, grace, doubtful, fc.boolean())
      .map(([at, seconds, fault, blind]) => rotateInDoubt(at, seconds, fault, blind)),
  ],
  [5, once(rotateAgain)],
  [4, row.map(cancelRotation)],
  [2, row.map(revokeOld)],
  [6, row.map(use)],
  [5, once(hear)],
  [1, once(cutLine)],
  [6, once(replaceLost)],
  [2, once(dismissLost)],
  [2, once(keepNew)],
  [2, row.map(paste)],
  [3, row.map(copyKept)],
  [1, row.map(forget)],
  [1, fc.tuple(fc.boolean(), fc.constantFrom<10 | 30 | 300>(10, 30, 300)).map(([keep, after]) => prefer(keep, after))],
  [8, fc.tuple(changes, doubtful, times).map(([at, fault, count]) => switchOn(at, fault, count))],
  [8, fc.tuple(target, quick, times).map(([at, fault, count]) => switchOn(at, fault, count))],
  [2, fc.tuple(target, hanging).map(([at, fault]) => switchOn(at, fault, 1))],
  [10, once(heal)],
  [2, once(refuse)],
  [4, once(arrive)],
  [3, fc.constantFrom(5, 45, 100).map(pass)],
  [2, once(sleep(11))],
  [1, once(sleep(31 * 24 * 60))],
  [4, once(restartApp)],
  [2, once(restartService)],
  [2, fc.constantFrom<"locked" | "denied" | "unavailable">("locked", "denied", "unavailable").map(keychain)],
  [4, once(keychain("ok"))],
  [8, byAdmin],
  [2, once(endSession)],
  [8, overlapping],
];

/**
 * Sequences of steps. fast-check draws their lengths evenly from nothing to `maxCommands`, and steps that nobody could take
 * are left out: with three times as many, the rest cut off, most sequences are as long as they may be.
 */
export function sequences(replayPath: string | undefined): Arbitrary<Iterable<Step>> {
  const one = fc.oneof(
    ...weighted.map(([weight, action]) => ({ weight, arbitrary: action.map((chosen) => step(chosen)) })),
  );
  return fc.commands([one], {
    maxCommands: 3 * longest,
    size: "max",
    ...(replayPath === undefined ? {} : { replayPath }),
  });
}

/** How worlds begin. */
export const setups: Arbitrary<Setup> = fc.record({
  skewHours: fc.constantFrom(0, 0, 25, -25),
  hangs: fc.nat(19).map((n) => n === 19),
  signedIn: fc.nat(9).map((n) => n < 9),
  keysBefore: fc.nat(4),
});
