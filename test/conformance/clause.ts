/** A clause of the contract as a check that runs against any server, and what a check has at hand. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { type Answer, Api, type Request } from "./api.ts";
import { ApiKey, AuditPage, CreatedKey, KeyPage, NewSession, RotatedKey, shaped } from "./shapes.ts";

/** The server under test and an admin of it. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly email: string;
  readonly password: string;
  /** The same server with an idempotency window of so many seconds; nobody waits 10 minutes for a test. */
  readonly shortWindow?: Target & { readonly seconds: number };
}

/** One clause. */
export interface Clause {
  /** Stable and short; mutants name the clause that must notice them. */
  readonly id: string;
  /** The row of the contract's table, or the bullet below it. */
  readonly call: string;
  /** What the contract promises there. */
  readonly rule: string;
  /** The capabilities it is about; a server that does not offer them all promises nothing. */
  readonly needs?: readonly string[];
  /** Fails when the server breaks the promise. */
  readonly check: (context: Context) => Promise<void>;
}

/** As little of a created key as revoking it takes, so that a wrong answer is cleaned up after, too. */
const Made = z.object({ apiKey: z.object({ id: z.string() }) });

/** Thrown when a clause cannot be checked on this server; the report shows the reason. */
export class NotApplicable extends Error {}

/** A session shared by the clauses of a run: signing in for each would run into its limit. */
export interface SuiteSession extends Target {
  readonly token: string;
  readonly accountId: string;
  readonly capabilities: readonly string[];
  readonly warehouses: readonly { id: string; name: string }[];
}

/** The server did not take the e-mail and password. */
export class SignInRefused extends Error {
  readonly status: number;
  /** The problem's type, when there is one. */
  readonly type: string;

  constructor({ status, body }: Answer) {
    super(`signing in was answered ${status}`);
    this.status = status;
    this.type = z.object({ type: z.string() }).safeParse(body).data?.type ?? "without a problem type";
  }
}

/** Signs in for a run. */
export async function openSuiteSession(target: Target): Promise<SuiteSession> {
  const { email, password } = target;
  const answer = await new Api(target.origin).send({
    method: "POST",
    path: "/admin/sessions",
    body: { email, password },
  });
  if (answer.status !== 201) throw new SignInRefused(answer);
  const session = shaped(answer, 201, NewSession);
  const { token, account, capabilities, warehouses } = session;
  return { ...target, token, accountId: account.id, capabilities, warehouses };
}

/** What a check works with. Keys it creates are revoked when it is over. */
export class Context {
  readonly api: Api;
  readonly session: SuiteSession;
  readonly #made = new Set<string>();

  constructor(session: SuiteSession) {
    this.session = session;
    this.api = new Api(session.origin);
  }

  /** Sends with the suite's session unless the request has credentials of its own. */
  async send(request: Request): Promise<Answer> {
    const anonymous = request.token === undefined && request.key === undefined;
    const answer = await this.api.send(anonymous ? { ...request, token: this.session.token } : request);
    if (/^\/admin\/api-keys(\/[^/]+\/rotate)?$/.test(request.path) && answer.status === 201) {
      const made = Made.safeParse(answer.body);
      if (made.success) this.#made.add(made.data.apiKey.id);
    }
    return answer;
  }

  /** Sends without any credentials. */
  async sendAnonymously(request: Request): Promise<Answer> {
    return await this.api.send(request);
  }

  /** Asks for a key; any answer. */
  async tryCreate(body: object = {}, idempotencyKey: string = randomUUID()): Promise<Answer> {
    const headers = { "Idempotency-Key": idempotencyKey };
    return await this.send({ method: "POST", path: "/admin/api-keys", headers, body });
  }

  /** Makes a key. */
  async create(name: string | null = "Conformance"): Promise<{ apiKey: ApiKey; key: string }> {
    return shaped(await this.tryCreate({ name }), 201, CreatedKey);
  }

  /** Revokes a key. */
  async revoke(id: string, body: object = {}): Promise<ApiKey> {
    const answer = await this.send({ method: "POST", path: `/admin/api-keys/${encodeURIComponent(id)}/revoke`, body });
    const revoked = shaped(answer, 200, ApiKey);
    this.#made.delete(id);
    return revoked;
  }

  /** Asks for a rotation; any answer. */
  async tryRotate(
    id: string,
    body: object = { graceSeconds: 3600 },
    idempotencyKey: string = randomUUID(),
  ): Promise<Answer> {
    const path = `/admin/api-keys/${encodeURIComponent(id)}/rotate`;
    return await this.send({ method: "POST", path, headers: { "Idempotency-Key": idempotencyKey }, body });
  }

  /** Rotates a key. */
  async rotate(id: string, graceSeconds = 3600): Promise<RotatedKey> {
    return shaped(await this.tryRotate(id, { graceSeconds }), 201, RotatedKey);
  }

  /** One page of what happened. */
  async auditPage(query = ""): Promise<z.infer<typeof AuditPage>> {
    return shaped(await this.send({ path: `/admin/audit-events${query}` }), 200, AuditPage);
  }

  /** One page of a list. */
  async page(query = ""): Promise<z.infer<typeof KeyPage>> {
    return shaped(await this.send({ path: `/admin/api-keys${query}` }), 200, KeyPage);
  }

  /** Every key of a list, over as many pages as there are. */
  async all(status: ApiKey["status"]): Promise<ApiKey[]> {
    const keys: ApiKey[] = [];
    let cursor: string | null = null;
    do {
      const page: z.infer<typeof KeyPage> = await this.page(
        `?status=${status}&limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      keys.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return keys;
  }

  /** How many keys may be made now. */
  async room(): Promise<number> {
    const { limits } = await this.page("?status=active&limit=1");
    return limits.maxActive - limits.active;
  }

  /** Stops the clause unless so many keys may be made; keys of others are never revoked to make room. */
  async needRoom(count: number): Promise<void> {
    const room = await this.room();
    if (room < count) throw new NotApplicable(`needs room for ${count} active keys, the server has room for ${room}`);
  }

  /** Compares secrets without showing them. */
  expectSame(first: string, second: string, what: string): void {
    expect(first === second, `${what} must be the same both times`).toBe(true);
  }

  /** Revokes what is left, off the record: the report shows what led to a failure, not what came after it. */
  async cleanUp(): Promise<void> {
    const said = this.api.exchanges.length;
    for (const id of [...this.#made]) await this.revoke(id);
    this.api.exchanges.length = said;
  }
}

/** Runs one clause and cleans up after it, also when it fails. */
export async function runClause(
  clause: Clause,
  session: SuiteSession,
  onContext?: (context: Context) => void,
): Promise<void> {
  const context = new Context(session);
  onContext?.(context);
  const missing = (clause.needs ?? []).filter((word) => !session.capabilities.includes(word));
  if (missing.length > 0) throw new NotApplicable(`not offered: the session's capabilities lack ${missing.join(", ")}`);
  try {
    await clause.check(context);
  } finally {
    // A server that fails the clause may fail here too; the clause's own failure is the one to show.
    await context.cleanUp().catch(() => undefined);
  }
}
