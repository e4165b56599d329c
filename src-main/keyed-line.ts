/** The lines that hold a key itself: for a `.env` file, as a shell's export, and as a call with curl. */
import type { KeyHeader } from "../src-preload/contract/server.ts";
import type { KeyedSnippet } from "../src-preload/contract/use.ts";
import { waysToWrite } from "./env-quoting.ts";

/** What a line is made of. */
export interface KeyedLine {
  kind: KeyedSnippet;
  /** The key, in clear. */
  value: string;
  variable: string;
  /** What carries the key; for curl. */
  header: KeyHeader;
  /** What takes the key, for curl: the server and a warehouse, null where none is chosen; null where only the person knows. */
  api: { origin: string; warehouseId: string | null } | null;
}

/** What a header carries for curl as it is: printable ASCII without blanks around it. */
const headerText = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** The line; null where no quoting carries the key. */
export function keyedLine(line: KeyedLine): string | null {
  if (line.kind === "curl") return curlLine(line);
  // What dotenv and Docker Compose read as it is, a shell does too.
  const [written] = waysToWrite(line.value, "");
  if (written === undefined) return null;
  return `${line.kind === "export" ? "export " : ""}${line.variable}=${written}`;
}

/** Where the person's own API would be; the window's snippets have the same. */
const placeholderUrl = "https://api.example.com/";

/** The guide's call, or one to an API of the person's own. A warehouse that no header carries is left to be filled in. */
function curlLine({ value, header, api }: KeyedLine): string | null {
  if (!headerText.test(value)) return null;
  const headers = [`${header.name}: ${header.scheme === null ? "" : `${header.scheme} `}${value}`];
  let url = placeholderUrl;
  if (api !== null) {
    const { origin, warehouseId } = api;
    url = `${origin}/api/v1/inbound`;
    const warehouse = warehouseId !== null && headerText.test(warehouseId) ? warehouseId : "{warehouse_id}";
    headers.push(`X-Warehouse-Id: ${warehouse}`);
  }
  // Without -g curl takes brackets and braces in an address for a list of addresses.
  const options = /[[\]{}]/.test(url) ? "-g " : "";
  return [`curl ${options}${quoted(url)}`, ...headers.map((one) => `-H ${quoted(one)}`)].join(" \\\n  ");
}

/** One word for every shell: nothing between single quotes means anything, and a quote itself ends them for a moment. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
