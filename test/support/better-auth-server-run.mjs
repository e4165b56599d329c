/**
 * Runs Better Auth over node:http with its database in a SQLite file, and acts on it directly. JavaScript, because Node 20
 * runs it as it is in a process of its own; what it offers is described in better-auth-server.ts.
 */
// @ts-check
import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import { join } from "node:path";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { symmetricDecrypt } from "better-auth/crypto";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { bearer, twoFactor } from "better-auth/plugins";
import Database from "libsql";

/** @import { BetterAuthControls, BetterAuthOptions, BetterAuthServer, BetterAuthUser } from "./better-auth-server.ts" */

/** The same each time, so that sessions outlive a restart on the same database. */
const secret = "only for tests: 7f3c1d9a5b8e4026";

/** @type {BetterAuthUser} */
const seeded = { email: "maria@example.com", password: "correct horse battery", name: "Maria Ortega" };

/** The methods of `BetterAuthControls`. */
export const controlNames = /** @type {const} */ ([
  "verify",
  "createKey",
  "seedKeys",
  "changeKey",
  "deleteKey",
  "keys",
  "dropExpiredKeys",
  "openSession",
  "sessions",
  "endSessions",
  "enableTotp",
  "totpCode",
  "addUser",
  "removeUser",
]);

/**
 * @param {string} data The folder of its database.
 * @param {BetterAuthOptions} options
 * @returns {Promise<BetterAuthServer>}
 */
export async function runBetterAuth(data, options) {
  const database = new Database(join(data, "better-auth.sqlite"));
  database.exec("PRAGMA journal_mode = WAL");
  const basePath = options.basePath ?? "/api/auth";

  // The address goes into its configuration, so listening comes first.
  /** @type {import("node:http").RequestListener} */
  let handle = (_request, response) => response.writeHead(503).end();
  const http = createServer((request, response) => handle(request, response));
  await new Promise((resolve, reject) => {
    http.once("error", reject).listen(options.port ?? 0, "127.0.0.1", () => resolve(null));
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (http.address());
  const origin = `http://127.0.0.1:${port}`;

  const auth = betterAuth(configuration(options, { database, origin, basePath }));
  await (await getMigrations(auth.options)).runMigrations();
  const context = await auth.$context;
  if (!(await context.internalAdapter.findUserByEmail(seeded.email))) await addUser(seeded);
  handle = toNodeHandler(auth);

  /** @param {BetterAuthUser} user */
  async function addUser({ email, password, name }) {
    const user = await context.internalAdapter.createUser(
      { email, name, emailVerified: false },
      { method: "email-password" },
    );
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: await context.password.hash(password),
    });
  }

  /** @param {string} email */
  async function idOf(email) {
    const found = await context.internalAdapter.findUserByEmail(email);
    if (!found) throw new Error(`There is no account ${email}.`);
    return found.user.id;
  }

  /** The endpoints of plugins that may be missing. @type {any} */
  const api = auth.api;
  const keyTable = "apikey";

  /** @type {BetterAuthControls} */
  const controls = {
    async verify(key) {
      const { valid, error, key: row } = await api.verifyApiKey({ body: { key } });
      return { valid, error, keyId: row?.id ?? null };
    },
    async createKey({ owner = seeded.email, ...input } = {}) {
      const { id, key } = await api.createApiKey({ body: { ...input, userId: await idOf(owner) } });
      return { id, key };
    },
    async seedKeys(count) {
      const owner = await idOf(seeded.email);
      const insert = database.prepare(
        `INSERT INTO ${keyTable} (id, configId, name, start, referenceId, key, enabled, createdAt, updatedAt)
           VALUES (?, 'default', ?, ?, ?, ?, 1, ?, ?)`,
      );
      const first = Date.now() - (count + 60) * 1000;
      database.transaction(() => {
        for (let number = 1; number <= count; number += 1) {
          const at = new Date(first + number * 1000).toISOString();
          insert.run(`seeded-${number}`, `Key ${number}`, "seeded", owner, `seeded-hash-${number}`, at, at);
        }
      })();
    },
    async changeKey(id, values) {
      const { enabled, ...others } = values;
      const columns = { ...others, ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }) };
      const set = Object.keys(columns).map((column) => `"${column}" = ?`);
      const { changes } = database
        .prepare(`UPDATE ${keyTable} SET ${set.join(", ")} WHERE id = ?`)
        .run([...Object.values(columns), id]);
      if (changes !== 1) throw new Error(`There is no key ${id}.`);
    },
    async deleteKey(id) {
      const { changes } = database.prepare(`DELETE FROM ${keyTable} WHERE id = ?`).run([id]);
      if (changes !== 1) throw new Error(`There is no key ${id}.`);
    },
    async keys() {
      const rows = database
        .prepare(
          `SELECT id, name, start, enabled, expiresAt, createdAt, updatedAt FROM ${keyTable} ORDER BY createdAt DESC`,
        )
        .all([]);
      return /** @type {any[]} */ (rows).map((row) => ({ ...row, enabled: row.enabled === 1 }));
    },
    async dropExpiredKeys() {
      await api.deleteAllExpiredApiKeys();
    },
    async openSession() {
      const { token } = await context.internalAdapter.createSession(await idOf(seeded.email));
      // As its cookies are signed.
      return `${token}.${createHmac("sha256", secret).update(token).digest("base64")}`;
    },
    async sessions() {
      return /** @type {{ count: number }} */ (database.prepare("SELECT count(*) AS count FROM session").get([])).count;
    },
    async endSessions() {
      database.exec("DELETE FROM session");
    },
    async enableTotp() {
      const headers = new Headers({
        cookie: `${context.authCookies.sessionToken.name}=${encodeURIComponent(await controls.openSession())}`,
      });
      await api.enableTwoFactor({ body: { password: seeded.password }, headers });
      await api.verifyTOTP({ body: { code: await controls.totpCode() }, headers });
    },
    async totpCode() {
      const row = /** @type {{ secret: string } | undefined} */ (
        database.prepare("SELECT secret FROM twoFactor WHERE userId = ?").get([await idOf(seeded.email)])
      );
      if (!row) throw new Error("The account has no authenticator app.");
      const plain = await symmetricDecrypt({ key: context.secretConfig, data: row.secret });
      return (await api.generateTOTP({ body: { secret: plain } })).code;
    },
    addUser,
    async removeUser(email) {
      await context.internalAdapter.deleteUser(await idOf(email));
    },
  };

  return {
    ...controls,
    origin,
    basePath,
    port,
    data,
    user: seeded,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
      database.close();
    },
  };
}

/**
 * @param {BetterAuthOptions} options
 * @param {{ database: Database.Database, origin: string, basePath: string }} place
 * @returns {import("better-auth").BetterAuthOptions}
 */
function configuration(options, { database, origin, basePath }) {
  const { rateLimit = false } = options;
  const limit = typeof rateLimit === "object" ? rateLimit : null;
  return {
    baseURL: origin,
    basePath,
    secret,
    database: /** @type {any} */ (asBetterSqlite3(database)),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: options.passwords ?? true,
      requireEmailVerification: options.provenEmails ?? false,
      ...(options.quickPasswords ? { password: quickPasswords } : {}),
    },
    ...(options.sessionSeconds === undefined ? {} : { session: { expiresIn: options.sessionSeconds } }),
    rateLimit: {
      enabled: rateLimit !== false,
      // Of this server, not of the process.
      storage: "database",
      ...(limit === null ? {} : { customRules: { "/**": limit } }),
    },
    disabledPaths: [...(options.disabledPaths ?? [])],
    // As in production; under a test runner it would be off.
    advanced: {
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ...(options.findManyLimit === undefined ? {} : { database: { defaultFindManyLimit: options.findManyLimit } }),
    },
    trustedOrigins: [...(options.trustedOrigins ?? [])],
    plugins: [
      ...(options.apiKey === false
        ? []
        : [Array.isArray(options.apiKey) ? apiKey(options.apiKey) : apiKey(options.apiKey)]),
      ...((options.bearer ?? true) ? [bearer()] : []),
      ...(options.twoFactor ? [twoFactor()] : []),
    ],
  };
}

/** @type {NonNullable<NonNullable<import("better-auth").BetterAuthOptions["emailAndPassword"]>["password"]>} */
const quickPasswords = {
  hash: async (password) => createHash("sha256").update(password).digest("hex"),
  verify: async ({ hash, password }) => hash === createHash("sha256").update(password).digest("hex"),
};

/**
 * What Better Auth needs of a better-sqlite3 database, which it knows by its method `aggregate`. libsql's has a member `db` as
 * well, for which it would be taken for something else.
 * @param {Database.Database} database
 */
function asBetterSqlite3(database) {
  return {
    aggregate: () => {},
    prepare: (/** @type {string} */ sql) => database.prepare(sql),
    close: () => database.close(),
  };
}
