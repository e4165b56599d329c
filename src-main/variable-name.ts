/** Names of environment variables: which ones every shell takes, and which one to offer. */

/** What POSIX calls a name (Base Definitions, 3.216): anything else cannot be assigned in a shell. */
const shellName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The longest name taken; longer ones break tables and nothing is gained by them. */
const maxVariableNameLength = 128;

/** What a key goes by when nothing better is known. */
const defaultVariableName = "API_KEY";

/** Whether every shell takes the name. */
export function isVariableName(name: string): boolean {
  return name.length <= maxVariableNameLength && shellName.test(name);
}

/** The name nearest to what was typed that every shell takes: `2nd-key` becomes `_2ND_KEY`. */
export function nearestVariableName(typed: string): string {
  const words = toWords(typed);
  if (words === "") return defaultVariableName;
  return (/^[0-9]/.test(words) ? `_${words}` : words).slice(0, maxVariableNameLength);
}

/** The name to offer for a key: `Inventory Sync` becomes `INVENTORY_SYNC_API_KEY`, no name becomes `API_KEY`. */
export function variableNameFor(keyName: string | null): string {
  // "Staging API" and "Staging API key" have the end already, or half of it.
  const purpose = toWords(keyName ?? "")
    .replace(/(?:^|_)(?:API|API_?KEY|KEY)$/, "")
    .slice(0, maxVariableNameLength - defaultVariableName.length - 2);
  return purpose === "" ? defaultVariableName : nearestVariableName(`${purpose}_${defaultVariableName}`);
}

/** Capitals, digits and single underscores; accents are taken off, what has no Latin letter falls away. */
function toWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "");
}
