/** Keeps the revoked keys of servers that keep none: what was revoked here, what is gone there, and what came back. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { abilitiesOf } from "../abilities.ts";
import type { Context } from "../context.ts";
import type { KeyPage } from "../ports.ts";
import { activeConnection } from "../state.ts";

/** Whose keys they are. */
export interface Whose {
  connectionId: string;
  accountId: string;
}

/** The lists as a server has just answered them, complete. */
interface Answered {
  /** Active and retiring ones. */
  working: readonly ApiKey[];
  /** What the server still has of revoked keys. */
  revoked: KeyPage;
}

/** Whether revoked keys of the connection on screen are remembered here, because its server keeps no list of them. */
function areRemembered(context: Context): boolean {
  const connection = activeConnection(context.state);
  return connection !== null && !abilitiesOf(context.state.getState(), connection).capabilities.history;
}

/** Whose list is on screen, for the memory; null while nobody's is, and where the server remembers by itself. */
export function whoseMemory(context: Context): Whose | null {
  const { activeConnectionId: connectionId } = context.state.getState();
  const { listAccountId: accountId } = context.held;
  return connectionId !== null && accountId !== null && areRemembered(context) ? { connectionId, accountId } : null;
}

/**
 * Draws the conclusions from complete lists: the page of revoked keys to show, with what is remembered in it. Keys on screen that
 * are in none of the lists are remembered from now on, and those that work again are not any more. `remembered` is what the
 * memory held when the lists were asked for. To be called in one breath with the check that nothing has changed since; `saved`
 * is there when the disk has it.
 */
export function concludeRevoked(
  context: Context,
  { connectionId, accountId }: Whose,
  remembered: readonly ApiKey[],
  { working, revoked }: Answered,
): { page: KeyPage; saved: Promise<unknown> } {
  const { keys, revoked: shown } = context.state.getState();
  const works = idsOf(working);
  const back = remembered.filter(({ id }) => works.has(id));
  const known = idsOf([...working, ...revoked.keys, ...remembered]);
  const gone = [...keys.active, ...keys.retiring, ...shown.rows].filter(({ id }) => !known.has(id));
  const missing = gone.map((key) => asRevoked(context, key));
  const { revokedMemory } = context;
  const saved = Promise.all([
    missing.length > 0 && revokedMemory.remember(connectionId, accountId, missing),
    back.length > 0 &&
      revokedMemory.drop(
        connectionId,
        accountId,
        back.map(({ id }) => id),
      ),
  ]);
  const memory = [...missing, ...remembered.filter(({ id }) => !works.has(id))];
  // No validator: what is shown is more than what the server would call unchanged.
  return { page: { ...revoked, keys: laidOver(revoked.keys, memory), etag: null }, saved };
}

/** The server's rows with the remembered ones over them: their date and reason are the person's. Newest revocation first. */
export function laidOver(rows: readonly ApiKey[], memory: readonly ApiKey[]): ApiKey[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const one of memory) {
    const { revokedAt, revokedBy, revocationReason } = one;
    const row = byId.get(one.id) ?? one;
    byId.set(one.id, { ...row, status: "revoked", revokedAt, revokedBy, revocationReason, remembered: true });
  }
  return [...byId.values()].sort((a, b) => momentOf(b) - momentOf(a));
}

/** A key that is gone from the server, as it is remembered. One that was known to be revoked stays as it was. */
export function asRevoked({ clock }: Context, key: ApiKey): ApiKey {
  if (key.status === "revoked" && key.revokedAt !== null) return { ...key, remembered: true };
  const now = clock.now();
  const hasEnded = key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime();
  return {
    ...key,
    status: "revoked",
    revokedAt: hasEnded ? key.expiresAt : now.toISOString(),
    revokedBy: null,
    revocationReason: hasEnded ? "Expired" : "Deleted on the server",
    rotation: null,
    remembered: true,
  };
}

/** Remembers a key that was revoked here; nothing once its connection is gone. */
export async function rememberRevoked(
  context: Context,
  { connectionId, accountId }: Whose,
  key: ApiKey,
): Promise<void> {
  if (!context.state.getState().connections.some(({ id }) => id === connectionId)) return;
  await context.revokedMemory.remember(connectionId, accountId, [key]);
}

/** Shows all that is remembered, also while the server is out of reach: the cached list has the newest only. */
export async function showRemembered(context: Context, whose: Whose): Promise<void> {
  const { epoch } = context.held;
  const memory = await context.revokedMemory.read(whose.connectionId, whose.accountId);
  if (context.held.epoch !== epoch) return;
  const { revoked, keys } = context.state.getState();
  const works = idsOf([...keys.active, ...keys.retiring]);
  const rows = laidOver(
    revoked.rows,
    memory.filter(({ id }) => !works.has(id)),
  );
  context.state.setState({ revoked: { ...revoked, rows, more: false } });
}

function idsOf(keys: readonly ApiKey[]): Set<string> {
  return new Set(keys.map(({ id }) => id));
}

function momentOf({ revokedAt }: ApiKey): number {
  return revokedAt === null ? 0 : Date.parse(revokedAt);
}
