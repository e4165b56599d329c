/** The palette's rows: the kept keys of every connection, in the order of quick copy, and those that fit a search. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { ConnectionColour } from "../../src-preload/contract/connection.ts";
import type { KeptKey, KeptReference } from "../../src-preload/contract/kept.ts";
import { canAt } from "./capabilities.ts";
import { connectionStatus } from "./connection-status.ts";
import { keyHint, keyTitle } from "./key-text.ts";

/** The connection a key belongs to, as a row names it. */
export interface RowConnection {
  id: string;
  name: string;
  /** Null where it is not known any more. */
  colour: ConnectionColour | null;
  /** How it stands. Only the connection on screen is known to be online; its keys can be copied in any case. */
  status: { tone: "good" | "busy" | "off"; text: string };
}

/** One row. */
export interface PaletteRow {
  /** Fit for an element's `id`, so without spaces. */
  id: string;
  key: KeptKey;
  connection: RowConnection;
  /** Whether it is known when the key was last used: only then does an empty time mean "never". */
  knowsUse: boolean;
}

/** What the rows are made of. */
export type RowSource = Pick<AppState, "kept" | "connections" | "activeConnectionId" | "session" | "network">;

/** The rows that fit `query`; all of them when nothing is looked for. */
export function paletteRows(app: RowSource, query: string): PaletteRow[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return quickCopyOrder(app.kept)
    .map((key) => ({
      id: rowId(key),
      key,
      connection: connectionOf(app, key.connectionId),
      knowsUse: key.lastUsedAt !== null || canAt(app, key.connectionId, "lastUsed"),
    }))
    .filter((row) => {
      const text = folded(`${keyTitle(row.key)} ${keyHint(row.key)} ${row.connection.name}`);
      return words.every((word) => text.includes(word));
    });
}

/** Most recently copied first; those never copied after them, by name, unnamed ones last. The tray lists them so too (a test compares). */
export function quickCopyOrder(kept: readonly KeptKey[]): KeptKey[] {
  return [...kept].sort(
    (a, b) =>
      (b.lastCopiedAt ?? "").localeCompare(a.lastCopiedAt ?? "") ||
      Number(a.name === null) - Number(b.name === null) ||
      (a.name ?? "").localeCompare(b.name ?? ""),
  );
}

/** The one connection all kept keys are of, so that it need be named only once; null when there are several. */
export function onlyConnection(app: RowSource): RowConnection | null {
  const ids = new Set(app.kept.map(({ connectionId }) => connectionId));
  const [id] = ids;
  return id !== undefined && ids.size === 1 ? connectionOf(app, id) : null;
}

/** As many rows as one sees at once, less one, so that a row stays to hold on to. */
const page = 6;

/** The row that a key of the keyboard leads to from row `at` of `count`; undefined when it means nothing here. */
export function rowAfter(key: string, at: number, count: number): number | undefined {
  const within = (row: number) => Math.max(0, Math.min(row, count - 1));
  switch (key) {
    case "ArrowUp":
      return within(at - 1);
    case "ArrowDown":
      return within(at + 1);
    case "PageUp":
      return within(at - page);
    case "PageDown":
      return within(at + page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

function rowId({ connectionId, keyId }: KeptReference): string {
  return `key-${connectionId}-${encodeURIComponent(keyId)}`;
}

function connectionOf(app: RowSource, id: string): RowConnection {
  const { name = "Unknown connection", colour = null } = app.connections.find((one) => one.id === id) ?? {};
  const status =
    id === app.activeConnectionId ? connectionStatus(app) : ({ tone: "off", text: "Not on screen" } as const);
  return { id, name, colour, status };
}

/** Lower case without accents, so that "sud" finds "Süd". */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
