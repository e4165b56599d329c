/** Reads something of the rotations under way, anew only when what it is read from has changed. */
import { useMemo } from "react";
import { useApp } from "../../store/app-store.ts";
import type { RotationSource } from "../../store/rotations.ts";

/** What `read` makes of the state. */
export function useRotations<T>(read: (source: RotationSource) => T): T {
  const keys = useApp((app) => app.keys);
  const rotations = useApp((app) => app.rotations);
  const activeConnectionId = useApp((app) => app.activeConnectionId);
  return useMemo(() => read({ keys, rotations, activeConnectionId }), [read, keys, rotations, activeConnectionId]);
}
