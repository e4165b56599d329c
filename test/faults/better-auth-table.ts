/** Better Auth in the table, with the server from its package. */
import { answer, json } from "../support/fault-server.ts";
import { betterAuthForWorlds } from "../support/world-servers.ts";
import type { Code } from "./expectations.ts";
import type { OperationName } from "./operations.ts";
import type { Difference, TableServer } from "./table-server.ts";

/** How it words a refusal, by status; 409 is what a hook of the server's owner may say. */
const words: Partial<Record<number, { code?: string; message: string }>> = {
  401: { code: "UNAUTHORIZED", message: "Unauthorized" },
  403: { code: "BANNED_USER", message: "You have been banned from this application." },
  409: { code: "PLAN_LIMIT", message: "Your plan has no room for more keys" },
  422: { code: "INVALID_NAME_LENGTH", message: "The name length is either too large or too small" },
  429: { message: "Too many requests. Please try again later." },
};
const unauthorized: Record<string, { code: string; message: string }> = {
  "sign in": { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" },
  "sign in again": { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" },
};

/** These operations come to `code`. */
function otherwise(code: Code, ...names: OperationName[]): Partial<Record<OperationName, Difference>> {
  return Object.fromEntries(names.map((name) => [name, { code }]));
}
const gone = otherwise("other-server", "restore", "list", "generate", "rename", "revoke");

/** Better Auth. */
export const betterAuthTable: TableServer = {
  name: "Better Auth",
  ...betterAuthForWorlds(),
  keepsRevoked: false,
  repeatableCreate: false,
  requests: {
    "sign in": { method: "POST", path: /\/sign-in\/email$/ },
    "sign in again": { method: "POST", path: /\/sign-in\/email$/ },
    restore: { method: "GET", path: /\/get-session$/ },
    list: { method: "GET", path: /\/api-key\/list\?/ },
    generate: { method: "POST", path: /\/api-key\/create$/ },
    rename: { method: "POST", path: /\/api-key\/update$/ },
    revoke: { method: "POST", path: /\/api-key\/update$/ },
    "sign out": { method: "POST", path: /\/sign-out$/ },
  },
  refusal({ status, headers = {}, operation = "list" }) {
    // A path it does not know is answered with nothing at all.
    if (status === 404) return answer(404, headers);
    const told = (status === 401 && unauthorized[operation]) || words[status];
    return json(status, told ?? { message: "Internal Server Error" }, headers);
  },
  differences: {
    // A create is sent once: whether there is a key is read from the list.
    "reset before the request is passed on, once": { generate: { code: "outcome-unknown", served: false } },
    "done, and the answer is lost once": { generate: { code: "already-created" } },
    "reset within the answer, once": { generate: { code: "already-created" } },
    // Before a key is disabled it is read; where that fails, nothing has been sent that could have changed it.
    "the server takes connections and says nothing": { revoke: { code: "timeout" } },
    "reset before every request": { revoke: { code: "connection-lost" } },
    "bytes that are no HTTP": { revoke: { code: "not-an-api" } },
    "answered 502": { revoke: { code: "server-error" } },
    // Nothing there answers as Better Auth does any more, which with a session is news.
    "a page for people": { ...otherwise("other-server", "restore", "list", "rename", "revoke") },
    "answered 401 with a page": gone,
    "answered 404": gone,
    "answered 404 with a page": gone,
    // Nobody who says this to the first question is known to be Better Auth.
    "answered 401": { ...otherwise("not-an-api", "sign in") },
    "answered 403": { ...otherwise("not-an-api", "sign in") },
    "answered 422": { ...otherwise("not-an-api", "sign in") },
    // It has no limit of its own; what its owner's hooks say is repeated.
    "answered 409": {
      ...otherwise("not-an-api", "sign in"),
      ...otherwise("password-not-taken", "sign in again"),
      ...otherwise("forbidden", "restore", "list", "generate", "rename", "revoke"),
    },
  },
  sentences: {
    "other-server": "HOST is not what it was: Better Auth does not answer there any more\\. Nothing was forgotten",
    "password-not-taken":
      "HOST does not let this account sign in with a password: it says “Your plan has no room for more keys”",
    forbidden: "HOST does not allow (your account|that: it says “Your plan has no room for more keys”)",
    "invalid-name": "The name was not taken: it is shorter or longer than this server takes",
  },
  limits: () => null,
};
