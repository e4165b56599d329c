/** What the management API's document says beyond the schemas: introduction, headers, examples, security. */
import type { OpenAPIV3_1 } from "openapi-types";

/** The introduction; Markdown. */
export const description =
  `The API that Keyrack, a desktop admin for API keys, speaks to a server. Whoever implements it can be managed with Keyrack.

**Two kinds of callers.** Admins sign in and carry \`Authorization: Bearer <session token>\`. Consumers carry
\`Authorization: ApiKey <key>\` and, where a warehouse is concerned, \`X-Warehouse-Id\`.

**Errors** are \`application/problem+json\` (RFC 9457). Clients branch on \`type\`, never on text. Every 401 carries
\`WWW-Authenticate\`, every 429 \`Retry-After\` in seconds; a limit is never answered as 401.

**Secrets.** Tokens and keys are answered once, with \`Cache-Control: no-store\`, and stored as hashes.

**Capabilities.** What a server offers beyond the basics stands in \`capabilities\` of the session. \`rotate\`: the rotation of keys,
with the status \`retiring\` and the members \`replaces\`, \`replacedBy\`, \`graceSeconds\` and \`graceEndsAt\`, which a server without
it leaves out. \`audit\`: the list of what happened. \`events\`: the same live. A server without one of them answers its path with
404.

**The limit.** At most 5 keys are active, whatever races; counting and creating are one transaction. Revoked and retiring keys
never count.

**Rotation.** A key gets a successor and retires. The grace period begins when the successor is used for the first time, in the
same write that notes the use: whoever rotates need not know when the new key has reached every machine. It ends by the clock, at
once and everywhere, whether or not the revocation has been written down yet. A key has one rotation under way at most, as
predecessor or as successor. Revoking the successor cancels it.

**A lost answer to a create** neither loses the key nor makes two: the same \`Idempotency-Key\` gets the first answer again for 10
minutes. To keep that promise without keeping the key readable, seal the answer with a key derived from the Idempotency-Key (HKDF,
AES-256-GCM), store only the hash of the latter, and erase the sealed answer when the time is over.

**Other methods** of a path are answered with 405 \`method-not-allowed\` and \`Allow\`.

**Unknown members** of requests are ignored, and clients ignore unknown members of answers.

\`npm run conformance -- --url URL --email E\` checks a server against this document.`
    // Paragraphs, not lines: the width is the reader's business.
    .replace(/(?<!\n)\n(?!\n)/g, " ");

/** Headers as people write them; fastify sees them in lower case. */
export const headerNames = ["Idempotency-Key", "If-None-Match", "Last-Event-ID", "X-Warehouse-Id"];
/** Operations that may be called without a body. */
export const bodyOptional = new Set(["createKey", "revokeKey"]);
/** What a body looks like; the document's generator drops the examples of request schemas. */
export const bodyExamples: Record<string, object> = {
  signIn: { email: "admin@keyrack.local", password: "tr7k-9mzq-hn4c-x2va-6wbe" },
  createKey: { name: "Production" },
  renameKey: { name: "Inventory Sync" },
  rotateKey: { graceSeconds: 86_400 },
  revokeKey: { reason: "Laptop lost" },
};

const text = { type: "string" };
/** Response headers; JSON schemas do not hold them. */
export const headers: Record<string, { description: string; schema: object }> = {
  ETag: { description: "Strong; equal for equal content.", schema: text },
  "Cache-Control": { description: "`no-store`: the answer holds a secret.", schema: { const: "no-store" } },
  "Idempotency-Replayed": { description: "`true` when this is the first answer again.", schema: { const: "true" } },
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 1 } },
  "WWW-Authenticate": { description: "The scheme to use (RFC 9110 section 11.6.1).", schema: text },
};
/** Which of them the answer of an operation has, by its id and status. */
export const headersByOperation: Record<string, string[]> = {
  "listKeys 200": ["ETag"],
  "listKeys 304": ["ETag"],
  "createKey 201": ["Cache-Control", "Idempotency-Replayed"],
  "rotateKey 201": ["Cache-Control", "Idempotency-Replayed"],
  "signIn 201": ["Cache-Control"],
};
/** Which of them every answer of a status has. */
export const headersByStatus: Record<string, string[]> = { 401: ["WWW-Authenticate"], 429: ["Retry-After"] };

/** How callers say who they are. */
export const securitySchemes: NonNullable<OpenAPIV3_1.ComponentsObject["securitySchemes"]> = {
  session: { type: "http", scheme: "bearer", description: "The token of `POST /admin/sessions`." },
  // OpenAPI's http schemes are those of the IANA registry; ApiKey is none, so the header is described.
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "The word `ApiKey`, a space and the key: `Authorization: ApiKey krk_…`.",
  },
};
