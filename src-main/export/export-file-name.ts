/** The name offered for an exported key list. */

/** `keyrack-keys-staging-2026-11-23.csv`: the server's name as far as every file system takes it, and the day of the rows, in UTC. */
export function exportFileName(serverName: string, asOf: string, extension: "csv" | "json"): string {
  const server = serverName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return ["keyrack-keys", server, asOf.slice(0, 10)]
    .filter((part) => part !== "")
    .join("-")
    .concat(".", extension);
}
