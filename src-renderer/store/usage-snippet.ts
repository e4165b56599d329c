/** How a key is used, in the words of seven tools, with an environment variable where the key would stand. */
import type { KeyHeader } from "../../src-preload/contract/server.ts";
import { keyPlaceholder, type SnippetPart, type SnippetValues, writers } from "./snippet-writers.ts";

/** What a person puts the key into, unless another name is given. */
export const keyVariable = "API_KEY";

/** What stands for the warehouse while none can be chosen. */
const warehousePlaceholder = "{warehouse_id}";

/** What stands for the server while none is known. */
const originPlaceholder = "https://{server}";

/** Where the person's own API would be, whose address nobody here knows. */
const urlPlaceholder = "https://api.example.com/";

/** The tools, in the order of their tabs. */
export const snippetKinds = [
  { kind: "curl", label: "curl" },
  { kind: "env", label: ".env" },
  { kind: "shell", label: "Shell" },
  { kind: "javascript", label: "JavaScript" },
  { kind: "python", label: "Python" },
  { kind: "github-actions", label: "GitHub Actions" },
  { kind: "compose", label: "Docker Compose" },
] as const;

/** A tool. */
export type SnippetKind = (typeof snippetKinds)[number]["kind"];

/** What takes the key. */
export interface SnippetApi {
  origin: string;
  /** Null where none can be chosen just now. */
  warehouseId: string | null;
}

/** What a snippet is about. */
export interface SnippetInput {
  /** Null: an API of the person's own, whose address is left to be put in. */
  api: SnippetApi | null;
  /** What carries the key. */
  header: KeyHeader;
  /** The environment variable; `keyVariable` unless it is a name that every shell takes. */
  variable?: string;
  /** The key itself. It stands in the `.env` line and in the shell's export alone: neither code nor a command holds a key. */
  key?: string;
}

/** A snippet in pieces, so that a view can colour what varies. */
export function snippetParts(kind: SnippetKind, input: SnippetInput): SnippetPart[] {
  return writers[kind](valuesOf(input)).filter(({ text }) => text !== "");
}

/** A snippet as it is copied. */
export function snippetText(kind: SnippetKind, input: SnippetInput): string {
  return snippetParts(kind, input)
    .map((part) => part.text)
    .join("");
}

/** Whether the address in a snippet is one to be put in. */
export function needsAddress(kind: SnippetKind, { api }: Pick<SnippetInput, "api">): boolean {
  return api === null && kind !== "env";
}

/** What cannot be sent or named is replaced by what stands for it, so that no snippet does something else than it seems to. */
function valuesOf({ api, header, variable = keyVariable, key = keyPlaceholder }: SnippetInput): SnippetValues {
  return {
    ...(api === null ? { url: urlPlaceholder, warehouse: null } : placeOf(api)),
    header,
    variable: /^[A-Za-z_][A-Za-z0-9_]*$/.test(variable) ? variable : keyVariable,
    key: /^[\x20-\x7e]+$/.test(key) ? key : keyPlaceholder,
  };
}

function placeOf({ origin, warehouseId }: SnippetApi): Pick<SnippetValues, "url" | "warehouse"> {
  // Only printable ASCII means the same in a header sent by curl, by fetch and by requests.
  const header = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
  return {
    url: `${/^[\x21-\x7e]+$/.test(origin) ? origin : originPlaceholder}/api/v1/inbound`,
    warehouse: header.test(warehouseId ?? "") ? (warehouseId ?? "") : warehousePlaceholder,
  };
}
