/** Which keys are kept on this computer, as the window's views ask it. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import { keyTitle } from "./key-text.ts";

/** What a key of the connection on screen is called among the kept ones; null without a connection. */
export function referenceTo(app: Pick<AppState, "activeConnectionId">, keyId: string): KeptReference | null {
  return app.activeConnectionId === null ? null : { connectionId: app.activeConnectionId, keyId };
}

/** Whether a key of the connection on screen is kept. */
export function isKept(app: Pick<AppState, "activeConnectionId" | "kept">, keyId: string): boolean {
  return app.kept.some((key) => key.keyId === keyId && key.connectionId === app.activeConnectionId);
}

/** How many keys of a connection are kept. */
export function keptCount(app: Pick<AppState, "kept">, connectionId: string | null): number {
  return app.kept.filter((key) => key.connectionId === connectionId).length;
}

/** A kept key and what its connection is called. */
export interface KeptRow {
  key: KeptKey;
  connection: string;
}

/** All kept keys: connection by connection as the switcher lists them, and by name; copying one does not move it. */
export function keptRows(kept: readonly KeptKey[], connections: AppState["connections"]): KeptRow[] {
  const place = (id: string) => connections.findIndex((one) => one.id === id);
  return [...kept]
    .sort(
      (a, b) =>
        place(a.connectionId) - place(b.connectionId) ||
        keyTitle(a).localeCompare(keyTitle(b)) ||
        a.keyId.localeCompare(b.keyId),
    )
    .map((key) => ({
      key,
      connection: connections.find(({ id }) => id === key.connectionId)?.name ?? "Unknown connection",
    }));
}

/** "the key", "the 3 keys". */
export function theKeysText(count: number): string {
  return count === 1 ? "the key" : `the ${count} keys`;
}
