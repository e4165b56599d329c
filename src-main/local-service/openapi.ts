/** Writes the management API's document from the routes' own schemas. Only the generator and a test load this file. */
import swagger from "@fastify/swagger";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import { stringify } from "yaml";
import { z } from "zod";
import { basePath, buildApp } from "./http/app.ts";
import type { Parts } from "./http/parts.ts";
import { problemSchemas } from "./http/route-docs.ts";
import {
  bodyExamples,
  bodyOptional,
  description,
  headerNames,
  headers,
  headersByOperation,
  headersByStatus,
  securitySchemes,
} from "./openapi-text.ts";
import { Actor, ApiKey, CreatedKey, KeyLimits, KeyPage, RotatedKey } from "./wire/api-key.ts";
import { AuditDetails, AuditEvent, AuditPage, KeyHint } from "./wire/audit-event.ts";
import { InboundShipments, OwnKey, Shipment } from "./wire/consumer.ts";
import { NewSession, Session, Warehouse } from "./wire/session.ts";

/** Names that schemas have in the document. */
const components = {
  Actor,
  ApiKey,
  AuditDetails,
  AuditEvent,
  AuditPage,
  CreatedKey,
  InboundShipments,
  KeyHint,
  KeyLimits,
  KeyPage,
  NewSession,
  OwnKey,
  RotatedKey,
  Session,
  Shipment,
  Warehouse,
};

/** A part of the document. Shapes are not checked here: the routes made them. */
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is walked, not modelled
type Part = any;

function pascalCase(code: string): string {
  return code.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}

/** Gives schemas their names, beside the descriptions they have in the same registry. */
function nameSchemas(): void {
  const problems = Object.entries(problemSchemas).map(
    ([code, schema]) => [`Problem${pascalCase(code)}`, schema] as const,
  );
  for (const [id, schema] of [...Object.entries<z.ZodType>(components), ...problems]) {
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  }
}

/** Takes out what zod writes and readers do not need. */
function plainer({ jsonSchema }: { jsonSchema: Part }): void {
  // The format says it; the pattern is 200 characters long.
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // Members may be added to answers and are ignored in requests.
  delete jsonSchema.additionalProperties;
}

/** Every component's name a part of the document refers to. */
function references(part: Part): string[] {
  return [...JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name);
}

/** The components that something refers to; the transform writes an input variant of each, which nothing uses. */
function usedSchemas(paths: Part, schemas: Part): Part {
  const used = new Set<string>();
  const visit = (part: Part): void => {
    for (const name of references(part)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit(paths);
  return Object.fromEntries([...used].sort().map((name) => [name, schemas[name]]));
}

/** Adds what JSON schemas do not hold. */
function complete(operation: Part): void {
  const { operationId, requestBody } = operation;
  if (bodyOptional.has(operationId)) requestBody.required = false;
  if (bodyExamples[operationId]) requestBody.content["application/json"].example = bodyExamples[operationId];
  for (const parameter of operation.parameters ?? []) {
    parameter.name = headerNames.find((name) => name.toLowerCase() === parameter.name) ?? parameter.name;
    const { description: words, ...schema } = parameter.schema;
    Object.assign(parameter, words === undefined ? {} : { description: words }, { schema });
  }
  for (const [status, response] of Object.entries<Part>(operation.responses)) {
    // Answers without a body; their schema only carries the description.
    if (status === "204" || status === "304") delete response.content;
    const names = [...(headersByOperation[`${operationId} ${status}`] ?? []), ...(headersByStatus[status] ?? [])];
    if (names.length === 0) continue;
    response.headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  }
}

/** Moves the answers that are problems to one place, because most of them are the same everywhere. */
function shareProblemResponses(operations: Part[]): Part {
  const shared: Part = {};
  for (const { responses } of operations) {
    for (const [status, response] of Object.entries<Part>(responses)) {
      if (!response.content?.["application/problem+json"]) continue;
      const name = references(response)
        .map((reference) => reference.replace(/^Problem/, ""))
        .join("Or");
      shared[name] = response;
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  }
  return shared;
}

/** The document as an object. */
async function managementApiDocument(): Promise<object> {
  nameSchemas();
  const zodToJsonConfig = { override: plainer };
  // The routes are only described, never called.
  const app = buildApp({ onFault: () => undefined } as unknown as Parts, (bare) => {
    bare.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: { title: "Keyrack management API", version: "1.0.0", description },
        components: { securitySchemes },
      },
      transform: createJsonSchemaTransform({ zodToJsonConfig }),
      transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }),
    });
  });
  await app.ready();
  const raw: Part = app.swagger();
  await app.close();

  const paths: Part = Object.fromEntries(
    Object.entries(raw.paths).map(([path, item]) => [path.slice(basePath.length), item]),
  );
  const operations = Object.values<Part>(paths).flatMap((item) => Object.values<Part>(item));
  operations.forEach(complete);
  const responses = shareProblemResponses(operations);
  const origin = { default: "http://127.0.0.1:4000", description: "Scheme, host and port of the server." };
  return {
    openapi: raw.openapi,
    info: { ...raw.info, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: `{origin}${basePath}`, variables: { origin } }],
    tags: [
      { name: "Sessions", description: "Signing in and out as an admin." },
      { name: "API keys", description: "Listing, generating, renaming, rotating and revoking keys." },
      { name: "Activity", description: "What happened, and what is happening now." },
      { name: "Consumers", description: "What the holder of a key calls." },
    ],
    paths,
    components: {
      securitySchemes,
      headers,
      responses,
      schemas: usedSchemas({ paths, responses }, raw.components.schemas),
    },
  };
}

/** The document as `docs/management-api.yaml` holds it. */
export async function managementApiYaml(): Promise<string> {
  const notice =
    "# Generated from the local service's schemas by `node scripts/openapi.mjs`; a test fails when it differs. Do not edit.\n";
  return notice + stringify(await managementApiDocument(), { lineWidth: 120, aliasDuplicateObjects: false });
}
