/** The examples of docs/management-api.md, run as they stand against a service: each answer has the status, headers and shape it is said to have. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalService, type TestService } from "../../support/local-service.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../../docs/management-api.md"), "utf8");

/** Each command with the answer below it; one without an answer only sets a variable. */
const examples = [...page.matchAll(/^```sh\n(.+?)^```\n(?:```http\n(.+?)^```\n)?/gms)].map(
  ([, command = "", answer]) => ({ command: command.trim(), answer }),
);

let service: TestService;
/** What the reader keeps, by the names that the page gives it. */
const variables: Record<string, string> = {};

beforeAll(async () => {
  service = await startLocalService();
  variables.EMAIL = service.adminEmail;
  variables.PASSWORD = service.adminPassword;
});
afterAll(() => service.close());

interface Answer {
  status: string;
  headers: Map<string, string>;
  body: unknown;
}

/** An answer as `curl -i` prints it, and as the page shows it. */
function read(text: string): Answer {
  const [head = "", ...body] = text.replaceAll("\r\n", "\n").split("\n\n");
  const [status = "", ...lines] = head.trim().split("\n");
  const headers = lines.map((line): [string, string] => {
    const [name = "", ...value] = line.split(":");
    return [name.toLowerCase(), value.join(":").trim()];
  });
  const json = body.join("\n\n").trim();
  return { status, headers: new Map(headers), body: json === "" ? undefined : JSON.parse(json) };
}

/** What stays of a body when ids, moments and secrets are taken out of it. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, stable(name, inner)]));
  }
  return value === null ? null : typeof value;
}

/** What a reader could check word for word is compared word for word. */
function stable(name: string, value: unknown): unknown {
  return ["type", "title", "status", "capabilities", "revocationReason", "limits"].includes(name)
    ? value
    : shape(value);
}

/** What the page asks the reader to keep. */
function keep(body: unknown): void {
  const { token, key, apiKey } = (body ?? {}) as { token?: string; key?: string; apiKey?: { id: string } };
  if (token) variables.TOKEN = token;
  if (key) variables.KEY = key;
  if (apiKey) variables.ID = apiKey.id;
}

test("the examples were found", () => {
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(({ answer }) => answer === undefined).map(({ command }) => command)).toEqual([
    "API=http://127.0.0.1:4000/api/v1",
  ]);
});

// One after the other, as they are read: each may need what an earlier one has made.
test.each(examples)("$command", async ({ command, answer }) => {
  if (answer === undefined) {
    variables.API = `${service.origin}${new URL(command.replace(/^API=/, "")).pathname}`;
    return;
  }
  const printed = await curl(command);
  const [said, came] = [read(answer), read(printed)];
  expect(came.status).toBe(said.status);
  for (const [name, value] of said.headers) {
    // "…" stands for what differs.
    if (value.includes("…")) expect(came.headers.get(name), name).toBeTruthy();
    else expect(came.headers.get(name), name).toContain(value);
  }
  if (said.body !== undefined) expect(shape(came.body)).toEqual(shape(said.body));
  keep(came.body);
});

/** As a shell runs it; asynchronously, because the service is in this process. */
function curl(command: string): Promise<string> {
  const env = { PATH: process.env.PATH, ...variables };
  return new Promise((done, fail) => {
    execFile("bash", ["-e", "-c", command], { env }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${command}\n${stderr}`));
      else done(stdout);
    });
  });
}

test("the page names every path of the contract", () => {
  const contract = readFileSync(resolve(import.meta.dirname, "../../../docs/management-api.yaml"), "utf8");
  const paths = [...contract.matchAll(/^ {2}(\/\S+):$/gm)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(8);
  for (const path of paths) expect(page).toContain(path);
});
