/** Measures how many requests the local service answers, against a bare fastify route that answers the same bytes. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { test } from "@playwright/test";
import { z } from "zod";
import { root } from "../support/app.ts";
import { seedRevokedKeys } from "../support/seeded-keys.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { addFigures, hundredths, percentile, runsOf } from "./figures.ts";
import { inTurn } from "./pairs.ts";
import { answersPerSecond, askOnce, type Question } from "./raw-client.ts";

const connections = 10;
/** One measurement. All of them together stay well under a minute, in which the service remembers every request. */
const sliceMs = 1_000;
const slices = 10;
const revoked = 45;

const Opened = z.object({ token: z.string() });
const Created = z.object({ key: z.string() });

const bareRoutes: ChildProcess[] = [];
test.afterAll(() => {
  for (const child of bareRoutes) child.kill("SIGKILL");
});

/** A bare service in a process of its own that answers `body`. */
async function bareRoute(body: string): Promise<Question> {
  const child = spawn(process.execPath, [join(root, "test/bench/bare/route.mjs")], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  bareRoutes.push(child);
  child.stdin.end(body, "latin1");
  const [origin] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.split("\n")));
    child.once("exit", () => reject(new Error("The bare route ended at once.")));
  });
  return { origin: origin ?? "", path: "/bare" };
}

async function post(origin: string, path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}/api/v1/admin/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
  return response.json();
}

/** Requests a second of a route and of a bare one that answers the same. */
async function compare(question: Question): Promise<{ ratio: number; perSecond: number; barePerSecond: number }> {
  const bare = await bareRoute(await askOnce(question));
  const rate = (asked: Question) => () => answersPerSecond(asked, connections, sliceMs);
  const [ours, bares] = await inTurn(runsOf(slices), 1, rate(question), rate(bare));
  const [perSecond, barePerSecond] = [percentile(ours, 0.5), percentile(bares, 0.5)];
  return {
    ratio: hundredths(perSecond / barePerSecond),
    perSecond: Math.round(perSecond),
    barePerSecond: Math.round(barePerSecond),
  };
}

test("the local service", async () => {
  // The usual limit would be over in a moment.
  const service = await startServiceProcess(undefined, undefined, ["--rate-limit", "100000000"]);
  const { token } = Opened.parse(
    await post(service.origin, "sessions", { email: service.email, password: service.password }),
  );
  const authorization = `Bearer ${token}`;
  let key = "";
  for (const name of ["Production", "Staging", "Inventory Sync", "Label printer", "Price feed"]) {
    const headers = { authorization, "idempotency-key": randomUUID() };
    ({ key } = Created.parse(await post(service.origin, "api-keys", { name }, headers)));
  }
  seedRevokedKeys(service.data, revoked);

  const { origin } = service;
  const list = await compare({ origin, path: "/api/v1/admin/api-keys?limit=50", headers: { authorization } });
  const verify = await compare({ origin, path: "/api/v1/keys/self", headers: { authorization: `ApiKey ${key}` } });
  await service.close();
  addFigures({
    service: {
      listRatio: list.ratio,
      verifyRatio: verify.ratio,
      listPerSecond: list.perSecond,
      bareListPerSecond: list.barePerSecond,
      verifyPerSecond: verify.perSecond,
      bareVerifyPerSecond: verify.barePerSecond,
    },
  });
});
