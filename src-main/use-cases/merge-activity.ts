/** Lays the newest page of the audit trail over the events known, so that a refresh need not read the older ones again. */
import type { AuditEvent } from "../../src-preload/contract/activity.ts";
import type { AuditPage } from "../ports.ts";

/** The events known, newest first, and where the next older page begins; null where there is none. */
export interface KnownActivity {
  events: AuditEvent[];
  cursor: string | null;
}

/**
 * What is known once the newest page has been read again. Events never change, so where the page overlaps with those known
 * the older ones still follow; where it does not, too much has happened and the trail begins anew. An unchanged trail comes
 * back as the same array.
 */
export function withNewestPage(known: KnownActivity, page: AuditPage): KnownActivity {
  const ids = new Set(known.events.map(({ id }) => id));
  const news = page.events.filter(({ id }) => !ids.has(id));
  const overlaps = news.length < page.events.length;
  if (!overlaps) return { events: page.events, cursor: page.nextCursor };
  return { events: news.length === 0 ? known.events : [...news, ...known.events], cursor: known.cursor };
}

/** What is known once the next older page has been read. */
export function withOlderPage(known: KnownActivity, page: AuditPage): KnownActivity {
  const ids = new Set(known.events.map(({ id }) => id));
  return { events: [...known.events, ...page.events.filter(({ id }) => !ids.has(id))], cursor: page.nextCursor };
}
