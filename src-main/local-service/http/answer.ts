/** An answer that is finished: its bytes and headers, to be sent by fastify, or without it when it was kept. */
import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import { noneMatchNames } from "./etag.ts";

/** What every answer says; the list alone replaces the first by its own. */
export const everyHeader = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

const json = "application/json; charset=utf-8";

/** A finished answer with status 200. */
export interface Answer {
  /** Its own headers, beside those every answer has. */
  readonly headers: Readonly<Record<string, string>>;
  /** The entity tag that `If-None-Match` is compared with, or null. It is one of `headers`, too. */
  readonly tag: string | null;
  /** JSON, checked against its schema. */
  readonly body: Buffer;
}

/** Status and headers as `writeHead` takes them, in the order in which fastify writes them. */
interface Head {
  readonly status: number;
  readonly headers: string[];
}

/** An answer that can be sent again and again. */
export interface PreparedAnswer {
  readonly tag: string | null;
  readonly body: Buffer;
  readonly whole: Head;
  readonly notModified: Head;
}

/** Puts the heads together once. */
export function prepareAnswer({ headers, tag, body }: Answer): PreparedAnswer {
  const short = Object.entries({ ...everyHeader, ...headers }).flat();
  const whole = [...short, "content-type", json, "content-length", String(body.length)];
  return { tag, body, whole: { status: 200, headers: whole }, notModified: { status: 304, headers: short } };
}

const isKnown = (tag: string | null, ifNoneMatch: string | undefined) =>
  tag !== null && noneMatchNames(ifNoneMatch, tag);

/** Sends an answer through fastify: 304 without its body where `If-None-Match` names it. */
export function sendAnswer(reply: FastifyReply, { headers, tag, body }: Answer): FastifyReply {
  reply.headers({ ...headers });
  if (isKnown(tag, reply.request.headers["if-none-match"])) return reply.code(304).send();
  // Bytes are sent as they are: the schema has been asked already.
  return reply.code(200).type(json).send(body);
}

/** Sends the same without fastify. */
export function sendPrepared(response: ServerResponse, { tag, body, whole, notModified }: PreparedAnswer): void {
  const known = isKnown(tag, response.req.headers["if-none-match"]);
  const { status, headers } = known ? notModified : whole;
  response.writeHead(status, headers).end(known ? undefined : body);
}
