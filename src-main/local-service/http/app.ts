/** Puts the HTTP side together: guards, limits, routes and problems. Opens no port and no file. */
import Fastify, { type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { LiveKey } from "../store/api-keys.ts";
import { Problem } from "../wire/problem.ts";
import { everyHeader } from "./answer.ts";
import { addAuditRoutes } from "./audit-routes.ts";
import { addConsumerRoutes } from "./consumer-routes.ts";
import { type Caller, countAddress } from "./credentials.ts";
import { errorHandler, sendProblem } from "./errors.ts";
import { addEventRoutes } from "./event-routes.ts";
import { webPageProblem } from "./guards.ts";
import type { Moment } from "./kept-answers.ts";
import { addKeyRoutes } from "./key-routes.ts";
import type { Parts } from "./parts.ts";
import { addRotateRoutes } from "./rotate-routes.ts";
import type { App } from "./route-docs.ts";
import { serverFactory } from "./server.ts";
import { addSessionRoutes } from "./session-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose session a management call carries; set before the handler runs. */
    caller: Caller;
    /** Whose key a consumer call carries; set before the handler runs. */
    key: LiveKey;
    /** When the request was looked at first, where its answer may be kept. */
    moment: Moment;
  }
}

/** Where the contract begins. */
export const basePath = "/api/v1";

const bodyLimitBytes = 16 * 1024;
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Bytes for a request that is no HTTP at all: fastify has no reply object for it. */
const notHttp = (() => {
  const body = JSON.stringify(new Problem("invalid-request", "This is not an HTTP request.", { errors: [] }).body);
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}`;
  return `${head}\r\nConnection: close\r\n\r\n${body}`;
})();

/** Watches the routes that are added; the answer then adds 405 with `Allow` for each path's other methods. */
function refuseOtherMethods(app: App, parts: Parts): () => void {
  const known = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    known.set(url, new Set([...(known.get(url) ?? []), ...[method].flat()]));
  });
  return () => {
    for (const [url, allowed] of [...known]) {
      const allow = [...allowed].sort().join(", ");
      app.route({
        url,
        method: methods.filter((method) => !allowed.has(method)),
        schema: { hide: true },
        onRequest: async (request) => {
          countAddress(parts, request);
          throw new Problem("method-not-allowed", `Allowed here: ${allow}.`, {}, { allow });
        },
        handler: async () => undefined,
      });
    }
  };
}

/**
 * The app, ready to be given requests once `ready()` or `listen()` has been awaited. `prepare` sees it before any route is
 * added.
 */
export function buildApp(parts: Parts, prepare: (app: App) => void = () => undefined): App {
  const app = Fastify({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: "idle",
    requestTimeout: 30_000,
    serverFactory: serverFactory(parts),
    // Zod checks and writes everything; without this fastify would load ajv and fast-json-stringify for nothing.
    // Its types know no compiler but theirs, hence `never`.
    schemaController: {
      compilersFactory: {
        buildValidator: () => validatorCompiler as never,
        buildSerializer: () => serializerCompiler as never,
      },
    },
    frameworkErrors: (error, request, reply) => errorHandler(parts.onFault)(error, request as FastifyRequest, reply),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(notHttp);
      // Not waiting for the other side: a connection left half open would keep the service from closing.
      socket.destroySoon();
    },
  }).withTypeProvider<ZodTypeProvider>();

  // Only JSON; an empty body is none.
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body: string, done) => {
    if (body === "") done(null, undefined);
    else parseJson(request, body, done);
  });

  app.setErrorHandler(errorHandler(parts.onFault));
  app.setNotFoundHandler((request, reply) => {
    countAddress(parts, request);
    return sendProblem(reply, new Problem("not-found", "There is no such path.", {}));
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...everyHeader });
    const problem = webPageProblem(request.headers);
    if (problem) throw problem;
  });
  prepare(app);
  const refuse = refuseOtherMethods(app, parts);
  const routes = [addSessionRoutes, addKeyRoutes, addRotateRoutes, addAuditRoutes, addEventRoutes, addConsumerRoutes];
  for (const add of routes) app.register(async (scope: App) => add(scope, parts), { prefix: basePath });
  app.after(refuse);
  return app;
}
