/** Asks for the newest activity whenever a view that shows it appears, and whenever the key list has news. */
import { useEffect } from "react";
import { readActivity } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";

/** For a view that shows activity; `keyId`: one key's as well. Failures are in the state, where the view reads them. */
export function useActivity(keyId: string | null = null): void {
  const connection = useApp((app) => app.activeConnectionId);
  const reachable = useApp(({ session, network }) => session.status === "signed-in" && network.status !== "offline");
  const asOf = useApp((app) => app.keys.asOf);
  const active = useApp((app) => app.keys.active);
  const retiring = useApp((app) => app.keys.retiring);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them is a sign that something has happened.
  useEffect(() => {
    if (reachable) void readActivity(false);
  }, [reachable, connection, asOf, active, retiring]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    if (reachable && keyId !== null) void readActivity(false, keyId);
  }, [reachable, connection, asOf, active, retiring, keyId]);
}
