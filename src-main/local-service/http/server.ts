/** The HTTP server: sends what is kept at once, and gives every other request to the routes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { sendPrepared } from "./answer.ts";
import { webPageProblem } from "./guards.ts";
import type { Parts } from "./parts.ts";

/** Answers a request from what is kept; false when there is nothing, or when the routes have to refuse it. */
function answerKept({ kept, requests, now }: Parts, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "GET" || webPageProblem(request.headers)) return false;
  const answer = kept.find(request);
  // Without room nothing is counted here: the routes count again, and answer 429.
  if (!answer || requests.take(answer.countedAs, now()) > 0) return false;
  sendPrepared(response, answer);
  return true;
}

/**
 * What fastify makes its server with (https://fastify.dev/docs/latest/Reference/Server/#serverfactory). Routing, hooks and
 * fastify's request and reply would take as long as everything a kept answer needs.
 */
export function serverFactory(parts: Parts) {
  return (
    toRoutes: (request: IncomingMessage, response: ServerResponse) => void,
    options: { keepAliveTimeout?: number; requestTimeout?: number; connectionTimeout?: number },
  ): Server => {
    const server = createServer((request, response) => {
      // While it closes, the routes refuse and end the connection.
      if (!server.listening || !answerKept(parts, request, response)) toRoutes(request, response);
    });
    // With a server of its own fastify sets these itself.
    const { keepAliveTimeout = 72_000, requestTimeout = 0, connectionTimeout = 0 } = options;
    Object.assign(server, { keepAliveTimeout, requestTimeout, timeout: connectionTimeout });
    return server;
  };
}
