/** Reads the revoked keys behind the first page: one page when somebody scrolls there, all when a filter or an order needs them. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";
import type { KeyPage } from "../ports.ts";
import { withFirstPage, withoutKeys } from "./merge-revoked.ts";
import { showRemembered, type Whose, whoseMemory } from "./remember-revoked.ts";
import { type SignedIn, withSession } from "./with-session.ts";

/** Takes over a first page that has just been read. Where it brings nothing new the state is not touched. */
export function takeFirstPage(context: Context, page: KeyPage): void {
  const { revoked } = context.state.getState();
  const next = withFirstPage({ ...revoked, cursor: context.held.revokedCursor }, page);
  context.held.etags.revoked = page.etag;
  context.held.revokedCursor = next.cursor;
  if (next.rows === revoked.rows && next.more === revoked.more) return;
  context.state.setState({ revoked: { ...revoked, rows: next.rows, more: next.more } });
}

/** Adds the next page of revoked keys, if there is one. While all of them are being read, that is what it waits for. */
export async function readMoreRevoked(context: Context): Promise<Result<null>> {
  const running = runningRead(context);
  if (running) return running;
  const whose = whoseMemory(context);
  if (whose) return showAllRemembered(context, whose);
  const before = rowCount(context);
  return withSession(context, (signedIn) =>
    readPages(context, signedIn, { showAfter: () => 1, enough: (rows) => rows > before }),
  );
}

/**
 * Reads all revoked keys that are left. A second call joins the first; another connection or session ends it. A failure
 * keeps what was read. The window gets its rows in growing steps: it is sent the whole slice each time.
 */
export async function readAllRevoked(context: Context): Promise<Result<null>> {
  const running = runningRead(context);
  if (running) return running;
  if (!context.state.getState().revoked.more) return done;
  const whose = whoseMemory(context);
  if (whose) return showAllRemembered(context, whose);
  const result = withSession(context, (signedIn) => {
    patchRevoked(context, true);
    return readPages(context, signedIn, { showAfter: (rows) => rows, enough: () => false });
  });
  const reading = { epoch: context.held.epoch, result };
  context.held.readingRevoked = reading;
  await result;
  // Another one may have begun since for another connection; the sign is its own then.
  if (context.held.readingRevoked === reading) {
    context.held.readingRevoked = null;
    patchRevoked(context, false);
  }
  return result;
}

/** What a server does not keep is asked of nobody: the memory has it, online and offline. */
async function showAllRemembered(context: Context, whose: Whose): Promise<Result<null>> {
  if (context.state.getState().revoked.more) await showRemembered(context, whose);
  return done;
}

/** How pages become rows on screen. */
interface Pace {
  /** Rows to have read before they are shown, when `rows` are on screen. */
  showAfter: (rows: number) => number;
  /** Whether `rows` on screen are all that was wanted. */
  enough: (rows: number) => boolean;
}

/** Rows read and not shown yet. */
interface Batch {
  /** The row they belong behind. */
  behind: string | undefined;
  rows: ApiKey[];
  /** Where the page after them begins. */
  cursor: string | null;
}

async function readPages(context: Context, signedIn: SignedIn, pace: Pace): Promise<Result<null>> {
  const asked = new Set<string>();
  let batch = emptyBatch(context);
  while (context.state.getState().revoked.more && !pace.enough(rowCount(context))) {
    const { cursor } = batch;
    if (cursor !== null && asked.has(cursor)) {
      show(context, batch, false);
      return failed("protocol", { reason: "its list leads back to where it began" });
    }
    if (cursor !== null) asked.add(cursor);
    const { listVersion } = context.held;
    const page = await signedIn.api.listKeys(signedIn.token, { status: "revoked", ...(cursor ? { cursor } : {}) });
    if (!signedIn.isCurrent()) return done;
    if (!page.ok) {
      show(context, batch, false);
      // A server may take a cursor back; the next attempt then finds its way from the first page.
      if (page.failure.code === "protocol" && context.held.revokedCursor === cursor) context.held.revokedCursor = null;
      return page;
    }
    // Only asked for with a validator, which is never sent here.
    if (page.value === "unchanged") return done;
    if (cursor === null) {
      // A key revoked while the first page was on its way is not on it; pages behind it stay as they are.
      if (context.held.listVersion === listVersion) takeFirstPage(context, page.value);
      batch = emptyBatch(context);
      continue;
    }
    batch.rows.push(...page.value.keys);
    batch.cursor = page.value.nextCursor;
    if (batch.cursor === null || batch.rows.length >= pace.showAfter(rowCount(context))) {
      if (!show(context, batch, batch.cursor !== null)) asked.clear();
      batch = emptyBatch(context);
    }
  }
  return done;
}

/** Puts a batch on screen, unless the list has begun anew meanwhile: there would be a gap before it. Answers whether it did. */
function show(context: Context, batch: Batch, goesOn: boolean): boolean {
  const { revoked } = context.state.getState();
  if (revoked.rows.at(-1)?.id !== batch.behind) return false;
  if (batch.cursor === context.held.revokedCursor) return true;
  context.held.revokedCursor = batch.cursor;
  const rows = [...revoked.rows, ...withoutKeys(batch.rows, revoked.rows)];
  // The last step says at once that it is the last, or all rows would be sent twice.
  const readingAll = revoked.readingAll && goesOn;
  context.state.setState({ revoked: { rows, more: batch.cursor !== null, readingAll } });
  return true;
}

function emptyBatch(context: Context): Batch {
  return {
    behind: context.state.getState().revoked.rows.at(-1)?.id,
    rows: [],
    cursor: context.held.revokedCursor,
  };
}

function rowCount(context: Context): number {
  return context.state.getState().revoked.rows.length;
}

/** The reading of all that is under way for the session on screen. */
function runningRead({ held }: Context): Promise<Result<null>> | null {
  return held.readingRevoked?.epoch === held.epoch ? held.readingRevoked.result : null;
}

function patchRevoked(context: Context, readingAll: boolean): void {
  const { revoked } = context.state.getState();
  if (revoked.readingAll !== readingAll) context.state.setState({ revoked: { ...revoked, readingAll } });
}
