/** Takes secrets out of what a report shows. */

const secretMembers = new Set(["password", "token", "key"]);

/** The first characters of a secret, enough to tell two apart. */
function redacted(secret: string): string {
  return `${secret.slice(0, 8)}… (${secret.length} characters)`;
}

/** Request or response headers without the credentials in them. */
export function redactHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => {
      const [scheme = "", secret] = value.split(" ");
      const hidden = name.toLowerCase() === "authorization" && secret !== undefined;
      return [name, hidden ? `${scheme} ${redacted(secret)}` : value];
    }),
  );
}

/** A body without the values of members that hold secrets, at any depth. */
export function redactBody(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(redactBody);
  if (body === null || typeof body !== "object") return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      secretMembers.has(name) && typeof value === "string" ? redacted(value) : redactBody(value),
    ]),
  );
}
