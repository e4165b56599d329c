/** Speaks the management API (DESIGN.md section 4) with one server. */
import type { z } from "zod";
import type { Result } from "../../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { done, failed, failure, succeeded } from "../../failures.ts";
import type { KeyPage, ManagementApi } from "../../ports.ts";
import type { Call, Outcome } from "../call.ts";
import { isSuccess, readBody } from "../read-answer.ts";
import type { Transport } from "../transport.ts";
import { auditCall } from "./audit-call.ts";
import { AuditPageAnswer } from "./audit-wire.ts";
import { eventsCall } from "./events.ts";
import { failureOf, type StatusMeaning } from "./problem.ts";
import { rotateCall } from "./rotate.ts";
import { keyTrier } from "./try-key.ts";
import {
  ApiKeyAnswer,
  CreatedKeyAnswer,
  KeyPageAnswer,
  OpenedSessionAnswer,
  RotatedKeyAnswer,
  SessionAnswer,
  VerifiedKeyAnswer,
} from "./wire.ts";

/** Rows per page: one page holds every active key, and revoked ones load as they are scrolled to. */
const pageSize = 100;

/** A client over `transport`. The session's token is passed with each call and not kept. */
export function createKeyrackClient(transport: Transport, base: string): ManagementApi {
  const { host } = transport;

  /** Any answer. */
  function interpret<T>(outcome: Outcome, schema: z.ZodType<T>, byStatus?: StatusMeaning): Result<T> {
    if ("failure" in outcome) return { ok: false, failure: outcome.failure };
    const { answer } = outcome;
    return isSuccess(answer)
      ? readBody(answer, schema, host)
      : { ok: false, failure: failureOf(answer, host, byStatus) };
  }

  async function ask<T>(call: Call, schema: z.ZodType<T>, byStatus?: StatusMeaning): Promise<Result<T>> {
    return interpret(await transport.send(call), schema, byStatus);
  }

  /** A change that is safe to repeat; `change-unconfirmed` when it was sent and nobody said what became of it. */
  async function change(call: Call, done: "renamed" | "revoked", byStatus: StatusMeaning): Promise<Result<ApiKey>> {
    const outcome = await transport.send(call);
    const changed = interpret(outcome, ApiKeyAnswer, byStatus);
    return changed.ok || !outcome.lost ? changed : failed("change-unconfirmed", { host, reason: done });
  }

  // By way of UTF-8, because encodeURIComponent throws for half a surrogate pair, which a window that was taken over can send.
  const keyPath = (keyId: string) => `${base}/admin/api-keys/${encodeURIComponent(Buffer.from(keyId).toString())}`;

  return {
    async openSession(credentials) {
      if ("token" in credentials) return failed("unsupported", { host });
      const { email, password } = credentials;
      return ask(
        { method: "POST", path: `${base}/admin/sessions`, body: { email, password }, repeatable: false },
        OpenedSessionAnswer,
        { 401: "invalid-credentials" },
      );
    },

    readSession: (token) =>
      ask({ method: "GET", path: `${base}/admin/session`, token, repeatable: true }, SessionAnswer),

    async closeSession(token) {
      const outcome = await transport.send({
        method: "DELETE",
        path: `${base}/admin/session`,
        token,
        repeatable: false,
      });
      if ("failure" in outcome) return { ok: false, failure: outcome.failure };
      if (isSuccess(outcome.answer)) return done;
      const failure = failureOf(outcome.answer, host);
      // It has ended already, which is all that was wanted.
      return failure.code === "session-expired" ? done : { ok: false, failure };
    },

    async listKeys(token, { status, cursor, etag }) {
      const query = new URLSearchParams({ status, limit: String(pageSize), ...(cursor ? { cursor } : {}) });
      const outcome = await transport.send({
        method: "GET",
        path: `${base}/admin/api-keys?${query}`,
        token,
        headers: etag ? { "if-none-match": etag } : {},
        repeatable: true,
      });
      if (etag && "answer" in outcome && outcome.answer.status === 304) return succeeded("unchanged");
      const page = interpret(outcome, KeyPageAnswer);
      if (!page.ok) return page;
      const { data, nextCursor, limits } = page.value;
      const validator = "answer" in outcome ? outcome.answer.etag : null;
      return succeeded<KeyPage>({ keys: data, nextCursor, limits, etag: validator });
    },

    async createKey(token, { name, expiresInDays, idempotencyKey }) {
      // A key that never ends is not what was asked for.
      if (expiresInDays !== null) return failed("unsupported", { host });
      const outcome = await transport.send({
        method: "POST",
        path: `${base}/admin/api-keys`,
        token,
        headers: { "idempotency-key": idempotencyKey },
        body: name === null ? {} : { name },
        repeatable: true,
      });
      const created = interpret(outcome, CreatedKeyAnswer, { 422: "invalid-name" });
      return created.ok || !mayHaveCreated(outcome) ? created : failed("outcome-unknown", { host });
    },

    async rotateKey(token, { keyId, ...wish }) {
      const outcome = await transport.send(rotateCall(keyPath(keyId), token, wish));
      const rotated = interpret(outcome, RotatedKeyAnswer, { 404: "not-found", 422: "invalid-grace" });
      return rotated.ok || !mayHaveCreated(outcome) ? rotated : failed("outcome-unknown", { host });
    },

    renameKey: (token, { keyId, name }) =>
      change({ method: "PATCH", path: keyPath(keyId), token, body: { name }, repeatable: false }, "renamed", {
        404: "not-found",
        422: "invalid-name",
      }),

    // A consumer call: the key itself is the credential.
    async verifyKey(value) {
      const outcome = await transport.send({
        method: "GET",
        path: `${base}/keys/self`,
        apiKey: value,
        repeatable: true,
      });
      const answer = interpret(outcome, VerifiedKeyAnswer, { 401: "value-refused" });
      return answer.ok ? succeeded({ keyId: answer.value.id }) : answer;
    },

    revokeKey: (token, { keyId, reason }) =>
      change(
        {
          method: "POST",
          path: `${keyPath(keyId)}/revoke`,
          token,
          body: reason === null ? {} : { reason },
          repeatable: false,
        },
        "revoked",
        { 404: "not-found", 422: "invalid-reason" },
      ),

    tryKey: keyTrier(transport, base),

    readAudit: (token, query) => ask(auditCall(base, token, query), AuditPageAnswer),

    async listen(token, listening) {
      let opened = false;
      const onOpen = () => {
        opened = true;
        listening.onOpen();
      };
      const outcome = await transport.send(eventsCall(base, token, { ...listening, onOpen }));
      if ("failure" in outcome) {
        // What breaks off in the middle of a piece is not HTTP any more, but it was.
        const brokeOff = opened && outcome.failure.code === "not-an-api";
        return brokeOff ? failed("connection-lost", { host }) : { ok: false, failure: outcome.failure };
      }
      if (opened) return done;
      const { answer } = outcome;
      // A success that is no stream of events comes from something that does not know of them.
      return { ok: false, failure: isSuccess(answer) ? failure("not-an-api", { host }) : failureOf(answer, host) };
    },
  };
}

/**
 * Whether a create that brought no key may have made one all the same: a success that cannot be read, or a try without
 * an answer. A later try's 409 or 422 settles it, because the server looks at the Idempotency-Key before anything else
 * (DESIGN.md section 4: the same key gets the original answer again); any other answer says nothing about the first try.
 */
function mayHaveCreated(outcome: Outcome): boolean {
  if (!("answer" in outcome)) return outcome.lost;
  if (isSuccess(outcome.answer)) return true;
  return outcome.lost && outcome.answer.status !== 409 && outcome.answer.status !== 422;
}
