/** Promises of the local service that take a look at its files, its process and its port. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, inject, test } from "vitest";
import { spawnLocalService, startLocalService, type TestService } from "../support/local-service.ts";
import { Api } from "./api.ts";
import { Context, openSuiteSession } from "./clause.ts";
import "./provided.ts";
import { filesIn, filesWith } from "./secret-forms.ts";
import { CreatedKey, KeyPage, OwnKey, problem, shaped } from "./shapes.ts";

const cli = inject("serviceCli");
const running: TestService[] = [];

function keep<Service extends TestService>(service: Service): Service {
  running.push(service);
  return service;
}

async function signedIn({ origin, adminEmail: email, adminPassword: password }: TestService): Promise<Context> {
  return new Context(await openSuiteSession({ origin, email, password }));
}

afterEach(async () => {
  for (const service of running.splice(0).reverse()) await service.close();
});

describe("The database alone reveals nothing", () => {
  test("no key, token, password or Idempotency-Key lies in any file in any form, while running, killed and closed", async () => {
    const service = keep(await spawnLocalService({ cli }));
    const context = await signedIn(service);
    const secrets: Record<string, string> = { token: context.session.token, password: service.adminPassword };
    for (let index = 0; index < 5; index += 1) {
      const idempotencyKey = `idempotency-${randomUUID()}`;
      const { key, apiKey } = shaped(
        await context.tryCreate({ name: `Key ${index}` }, idempotencyKey),
        201,
        CreatedKey,
      );
      Object.assign(secrets, { [`key ${index}`]: key, [`Idempotency-Key ${index}`]: idempotencyKey });
      // The part of the key that no list shows.
      secrets[`body of key ${index}`] = key.slice(8, -4);
      await context.api.send({ path: "/keys/self", key });
      if (index % 2) await context.revoke(apiKey.id);
    }
    const found = () => Object.entries(secrets).filter(([, secret]) => filesWith(secret, service.dataDir).length > 0);
    const names = filesIn(service.dataDir).map(({ name }) => name);
    expect(names.some((name) => name.endsWith("-wal"))).toBe(true);
    expect(found().map(([what]) => what)).toEqual([]);
    service.child.kill("SIGKILL");
    await service.exited;
    expect(found().map(([what]) => what)).toEqual([]);
    const again = await spawnLocalService({ cli, dataDir: service.dataDir });
    await again.close();
    expect(found().map(([what]) => what)).toEqual([]);
  });

  test("the search finds what is there", async () => {
    const service = keep(await startLocalService());
    const secret = `krk_${randomUUID()}`;
    const forms = [secret, Buffer.from(secret).toString("hex"), Buffer.from(`xy${secret}z`).toString("base64")];
    for (const [index, form] of forms.entries()) {
      writeFileSync(join(service.dataDir, `form-${index}`), `before ${form} after`);
    }
    expect(filesWith(secret, service.dataDir).sort()).toEqual(["form-0", "form-1", "form-2"]);
  });
});

describe("An answered change survives", () => {
  test("SIGKILL right after a 201: after a restart the key is listed, works, and its lost answer can be had again", async () => {
    const first = keep(await spawnLocalService({ cli }));
    const context = await signedIn(first);
    const idempotencyKey = randomUUID();
    const answer = await context.tryCreate({ name: "Survivor" }, idempotencyKey);
    first.child.kill("SIGKILL");
    const made = shaped(answer, 201, CreatedKey);
    await first.exited;

    const second = keep(await spawnLocalService({ cli, dataDir: first.dataDir }));
    const { token } = context.session;
    const api = new Api(second.origin);
    const page = shaped(await api.send({ path: "/admin/api-keys?status=active", token }), 200, KeyPage);
    expect(page.data).toEqual([made.apiKey]);
    shaped(await api.send({ path: "/keys/self", key: made.key }), 200, OwnKey);
    const headers = { "Idempotency-Key": idempotencyKey };
    const body = { name: "Survivor" };
    const repeated = await api.send({ method: "POST", path: "/admin/api-keys", token, headers, body });
    expect(shaped(repeated, 201, CreatedKey).apiKey).toEqual(made.apiKey);
  });

  test("SIGKILL in the middle of 50 racing creates: after a restart every answered key works, at most 5 are active", async () => {
    const first = keep(await spawnLocalService({ cli }));
    const context = await signedIn(first);
    const answered: string[] = [];
    const race = Array.from({ length: 50 }, async (_, index) => {
      const made = CreatedKey.safeParse((await context.tryCreate({ name: `Racer ${index}` })).body);
      if (!made.success) return;
      answered.push(made.data.key);
      if (answered.length === 3) first.child.kill("SIGKILL");
    });
    await Promise.allSettled(race);
    await first.exited;

    const second = keep(await spawnLocalService({ cli, dataDir: first.dataDir }));
    const api = new Api(second.origin);
    expect(answered.length).toBeGreaterThanOrEqual(3);
    for (const key of answered) shaped(await api.send({ path: "/keys/self", key }), 200, OwnKey);
    const { token } = context.session;
    const page = shaped(await api.send({ path: "/admin/api-keys?status=active", token }), 200, KeyPage);
    expect(page.limits.active).toBeLessThanOrEqual(5);
    expect(page.limits.active).toBeGreaterThanOrEqual(answered.length);
  });
});

describe("The limit holds across processes", () => {
  test("50 creates racing through two services on one database leave exactly 5 active", async () => {
    const first = keep(await spawnLocalService({ cli }));
    const second = keep(await spawnLocalService({ cli, dataDir: first.dataDir }));
    const contexts = [await signedIn(first), await signedIn(second)];
    const race = Array.from({ length: 50 }, (_, index) => contexts[index % 2]?.tryCreate({ name: `Racer ${index}` }));
    const statuses = (await Promise.all(race)).map((answer) => answer?.status);
    expect(statuses.filter((status) => status === 201).length).toBe(5);
    expect(statuses.filter((status) => status === 409).length).toBe(45);
    expect((await contexts[0]?.page("?status=active"))?.limits).toEqual({ maxActive: 5, active: 5 });
  });
});

/** A request whose Host header is chosen freely, which fetch does not allow. */
async function statusWithHeaders(
  origin: string,
  headers: Record<string, string>,
): Promise<{ status: number; type: string }> {
  return await new Promise((done, fail) => {
    const sent = request(`${origin}/api/v1/keys/self`, { headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, type: (JSON.parse(text) as { type: string }).type }),
      );
    });
    sent.on("error", fail).end();
  });
}

describe("Nobody but programs on this computer", () => {
  test("a Host that is not this computer is refused, however it is written", async () => {
    const { origin } = inject("session");
    const { port } = new URL(origin);
    const foreign = [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      "10.0.0.1",
      "[::2]",
    ];
    for (const host of foreign) {
      const refused = { status: 403, type: "urn:keyrack:problem:host-not-allowed" };
      expect(await statusWithHeaders(origin, { Host: host }), host).toEqual(refused);
    }
    for (const host of ["localhost", `LOCALHOST:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect((await statusWithHeaders(origin, { Host: host })).status, host).toBe(401);
    }
  });

  test("a request with an Origin is refused, and no answer allows another origin", async () => {
    const { origin, token } = inject("session");
    const api = new Api(origin);
    for (const page of ["https://evil.example", "null", origin]) {
      const answer = await api.send({ path: "/admin/session", token, headers: { Origin: page } });
      problem(answer, 403, "origin-not-allowed");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("it listens on loopback only", async (context) => {
    const { origin } = inject("session");
    const port = Number(new URL(origin).port);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    if (others.length === 0) return context.skip("this machine has no address but loopback");
    for (const { address } of others) {
      const outcome = await new Promise((done) => {
        const socket = connect({ host: address, port, timeout: 2000 });
        socket.once("connect", () => done("connected")).once("error", () => done("refused"));
        socket.once("timeout", () => done("refused"));
        socket.once("close", () => socket.destroy());
      });
      expect(outcome, address).toBe("refused");
    }
  });

  test("bytes that are no HTTP get a problem, and do not keep the service from closing", async () => {
    const service = await startLocalService();
    const { hostname, port } = new URL(service.origin);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk)).on("error", () => undefined);
    socket.write("garbage\r\n\r\n");
    await new Promise((done) => socket.once("end", done));
    expect(Buffer.concat(chunks).toString()).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*invalid-request/,
    );
    const startedAt = Date.now();
    await service.close();
    expect(Date.now() - startedAt).toBeLessThan(2500);
    socket.destroy();
  });
});

describe("Rate limits answer 429 with Retry-After, never 401", () => {
  test("a session beyond its limit gets 429 while others go on; so does an address with invalid credentials", async () => {
    const service = keep(await spawnLocalService({ cli, args: ["--rate-limit", "12"] }));
    const context = await signedIn(service);
    const other = await signedIn(service);
    const { token } = context.session;
    const ask = (as: string) => context.api.send({ path: "/admin/session", token: as, takeLimit: true });
    for (let count = 0; count < 12; count += 1) expect((await ask(token)).status).toBe(200);
    for (let count = 0; count < 3; count += 1) problem(await ask(token), 429, "rate-limited");
    expect((await ask(other.session.token)).status).toBe(200);

    const statuses: number[] = [];
    for (let count = 0; count < 14; count += 1) statuses.push((await ask(`krs_made-up-${count}`)).status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.slice(statuses.indexOf(429)).every((status) => status === 429)).toBe(true);
    const limited = await context.api.send({ path: "/keys/self", key: "krk_unknown", takeLimit: true });
    problem(limited, 429, "rate-limited");
    expect((await ask(other.session.token)).status).toBe(200);
  });
});
