/** Writes values into snippets so that a shell, JavaScript, Python, YAML and their variables leave them as they are. */

/** Characters that mean nothing to any shell. */
const plainWord = /^[A-Za-z0-9_./:@%+,=-]+$/;

/** Characters that mean nothing between double quotes, neither in a script nor typed into bash (`!`). */
const plainInQuotes = /^[A-Za-z0-9_./:@%+,=~ (){}[\]<>|&;*?#^'-]*$/;

/** A word of a shell command. */
export function shellWord(text: string): string {
  return plainWord.test(text) ? text : `'${escapeQuotes(text)}'`;
}

/** The header with the warehouse as one argument: in the guide's double quotes where they carry it, else in single ones. */
export function headerArgument(warehouse: string): { before: string; value: string; after: string } {
  return plainInQuotes.test(warehouse)
    ? { before: '"X-Warehouse-Id: ', value: warehouse, after: '"' }
    : { before: "'X-Warehouse-Id: ", value: escapeQuotes(warehouse), after: "'" };
}

/** Ends the quotes, adds one quote, and begins them again: the one way that every shell knows. */
function escapeQuotes(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/**
 * A value for a `.env` file: single quotes where it needs any, because dotenv and Docker Compose expand nothing between them.
 * null for the rare value that no quotes carry.
 */
export function envValue(value: string): string | null {
  if (plainWord.test(value)) return value;
  if (!value.includes("'") && !value.endsWith("\\")) return `'${value}'`;
  return /["\\$`]/.test(value) ? null : `"${value}"`;
}

/** A string of printable ASCII in JavaScript and in Python. */
export function javaScriptString(text: string): string {
  return JSON.stringify(text);
}

/** A name as a key of an object: bare where JavaScript takes it so. */
export function javaScriptName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : javaScriptString(name);
}

/** Text in a workflow of GitHub Actions, where `${{` begins an expression everywhere: here one that is these three characters. */
export function workflowText(text: string): string {
  return text.replace(/\$\{\{/g, (three) => `${three} '${three}' }}`);
}

/** A name as a key of a YAML mapping. YAML 1.1, which some readers still speak, takes a few words for true, false or nothing. */
export function yamlName(name: string): string {
  return /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name) ? `"${name}"` : name;
}
