/** Rotations by hand, for servers that cannot rotate: which key takes which one's place, in the state and in the settings. */
import type { ManualRotation } from "../../src-preload/contract/rotation.ts";
import type { Context } from "../context.ts";
import { addNotice } from "./notices.ts";

/** Remembers that a new key takes another's place. */
export function rememberRotation(context: Context, connectionId: string, oldKeyId: string, newKeyId: string): void {
  const startedAt = context.clock.now().toISOString();
  change(context, (rotations) => [...rotations, { connectionId, oldKeyId, newKeyId, startedAt }]);
}

/** Forgets the rotations that `fits` says. */
export function forgetRotations(context: Context, fits: (rotation: ManualRotation) => boolean): void {
  change(context, (rotations) => rotations.filter((rotation) => !fits(rotation)));
}

/** Forgets those of a connection, whose list is on screen and complete, of which a key is not active any more. */
export function reconcileRotations(context: Context, connectionId: string): void {
  const { activeConnectionId, keys } = context.state.getState();
  if (activeConnectionId !== connectionId) return;
  const active = new Set(keys.active.map(({ id }) => id));
  forgetRotations(
    context,
    (one) => one.connectionId === connectionId && !(active.has(one.oldKeyId) && active.has(one.newKeyId)),
  );
}

/** The rotation by hand that a key of the connection on screen takes part in. */
export function rotationOf({ state }: Context, keyId: string): ManualRotation | undefined {
  const { rotations, activeConnectionId } = state.getState();
  return rotations.find(
    ({ connectionId, oldKeyId, newKeyId }) =>
      connectionId === activeConnectionId && (oldKeyId === keyId || newKeyId === keyId),
  );
}

function change(context: Context, make: (rotations: ManualRotation[]) => ManualRotation[]): void {
  const before = context.state.getState().rotations;
  const rotations = make(before);
  if (rotations.length === before.length) return;
  context.state.setState({ rotations });
  // Not waited for: the key is there, and a file that cannot be written is said when that is known.
  void context.settings.update({ rotations }).then((saved) => {
    if (!saved.ok) addNotice(context, { id: "settings-not-saved", tone: "warning", message: saved.failure.message });
  });
}
