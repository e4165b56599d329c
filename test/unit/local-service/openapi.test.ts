/** docs/management-api.yaml is what the service's schemas say, and is sound in itself. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { managementApiYaml } from "../../../src-main/local-service/openapi.ts";
import { problemKinds } from "../../../src-main/local-service/wire/problem.ts";

const file = resolve(import.meta.dirname, "../../../docs/management-api.yaml");
const text = readFileSync(file, "utf8");
const document = parse(text);

test("the file is up to date (else: node scripts/openapi.mjs)", async () => {
  expect(await managementApiYaml()).toBe(text);
});

test("it holds every call of the contract, each with an id, a summary and answers", () => {
  const calls = Object.entries<Record<string, { operationId: string; summary: string; responses: object }>>(
    document.paths,
  ).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      expect(operation.operationId && operation.summary, path).toBeTruthy();
      expect(Object.keys(operation.responses).length, path).toBeGreaterThan(2);
      return `${method.toUpperCase()} ${path}`;
    }),
  );
  expect(calls.sort()).toEqual([
    "DELETE /admin/session",
    "GET /admin/api-keys",
    "GET /admin/audit-events",
    "GET /admin/events",
    "GET /admin/session",
    "GET /inbound",
    "GET /keys/self",
    "PATCH /admin/api-keys/{id}",
    "POST /admin/api-keys",
    "POST /admin/api-keys/{id}/revoke",
    "POST /admin/api-keys/{id}/rotate",
    "POST /admin/sessions",
  ]);
});

test("every reference leads somewhere", () => {
  for (const [, path = ""] of text.matchAll(/\$ref: "#\/([^"]+)"/g)) {
    const target = path.split("/").reduce((part, name) => part?.[name], document);
    expect(target, path).toBeTypeOf("object");
  }
});

test("every problem a call may get is described; 405 is in the introduction", () => {
  const described = Object.keys(problemKinds).filter((code) => text.includes(`const: urn:keyrack:problem:${code}\n`));
  const missing = Object.keys(problemKinds).filter((code) => !described.includes(code));
  expect(missing).toEqual(["method-not-allowed"]);
  expect(document.info.description).toContain("method-not-allowed");
});

test("examples of keys are no real keys", () => {
  expect(text).not.toMatch(/krs_[A-Za-z0-9_-]{43}/);
});
