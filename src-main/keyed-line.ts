/** The lines that hold a key itself: for a `.env` file, as a shell's export, and as a call with curl. */
import type { KeyedSnippet } from "../src-preload/contract/use.ts";
import { waysToWrite } from "./env-quoting.ts";

/** What a line is made of. */
export interface KeyedLine {
  kind: KeyedSnippet;
  /** The key, in clear. */
  value: string;
  variable: string;
  /** The server's address; for curl. */
  origin: string;
  /** For curl; null where there is none to choose. */
  warehouseId: string | null;
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

/** The guide's call. A warehouse that no header carries is left to be filled in. */
function curlLine({ value, origin, warehouseId }: KeyedLine): string | null {
  if (!headerText.test(value)) return null;
  const warehouse = warehouseId !== null && headerText.test(warehouseId) ? warehouseId : "{warehouse_id}";
  const url = `${origin}/api/v1/inbound`;
  // Without -g curl takes brackets and braces in an address for a list of addresses.
  const options = /[[\]{}]/.test(url) ? "-g " : "";
  const headers = [`Authorization: ApiKey ${value}`, `X-Warehouse-Id: ${warehouse}`];
  return [`curl ${options}${quoted(url)}`, ...headers.map((header) => `-H ${quoted(header)}`)].join(" \\\n  ");
}

/** One word for every shell: nothing between single quotes means anything, and a quote itself ends them for a moment. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
