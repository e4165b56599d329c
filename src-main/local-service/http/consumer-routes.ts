/** `/keys/self` and `/inbound`: what the holder of a key calls. */
import { InboundShipments, OwnKey, WarehouseHeader } from "../wire/consumer.ts";
import { Problem } from "../wire/problem.ts";
import { sendAnswer } from "./answer.ts";
import { countedAsKey, requireKey } from "./credentials.ts";
import type { Parts } from "./parts.ts";
import { type App, problemResponses } from "./route-docs.ts";

const security = [{ apiKey: [] }];

/** Adds the routes. The key is checked before anything else about a request. */
export function addConsumerRoutes(app: App, parts: Parts): void {
  app.addHook("onRequest", async (request) => {
    request.moment = parts.kept.moment();
    request.key = requireKey(parts, request);
  });

  app.get(
    "/keys/self",
    {
      schema: {
        operationId: "getOwnKey",
        tags: ["Consumers"],
        summary: "Is this key valid",
        security,
        response: {
          200: { description: "The key that was sent.", content: { "application/json": { schema: OwnKey } } },
          ...problemResponses("invalid-key"),
        },
      },
    },
    async (request, reply) => {
      const { key, moment } = request;
      const body = Buffer.from(JSON.stringify(OwnKey.parse(key)));
      const answer = { body, tag: null, headers: {} };
      // Where nobody says how long, the next moment may be another one.
      const until = key.sameUntil ?? moment.at;
      parts.kept.keep(moment, request.raw, answer, { countedAs: countedAsKey(key), until });
      return sendAnswer(reply, answer);
    },
  );

  app.get(
    "/inbound",
    {
      schema: {
        operationId: "listInbound",
        tags: ["Consumers"],
        summary: "Shipments on their way to a warehouse",
        description: "The local service answers samples.",
        security,
        headers: WarehouseHeader,
        response: {
          200: { description: "The shipments.", content: { "application/json": { schema: InboundShipments } } },
          ...problemResponses("invalid-key", "warehouse-required", "unknown-warehouse"),
        },
      },
    },
    async (request) => {
      const id = request.headers["x-warehouse-id"];
      const warehouse = parts.warehouses.find((candidate) => candidate.id === id);
      if (!warehouse) throw new Problem("unknown-warehouse", "No warehouse of the organization has this id.", {});
      return { warehouse: { ...warehouse }, data: parts.shipments(warehouse.id) };
    },
  );
}
