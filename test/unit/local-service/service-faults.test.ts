/** Faults inside the service: answered as 500 without details, told without secrets, never half done. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startService } from "../../../src-main/local-service/service.ts";
import { Api } from "../../conformance/api.ts";
import { problem } from "../../conformance/shapes.ts";
import { startLocalService } from "../../support/local-service.ts";

test("a fault is answered 500 internal; neither the answer nor the summary holds the message", async () => {
  const told: string[] = [];
  const service = await startLocalService({
    onFault: (summary) => told.push(summary),
    alter: (parts) => ({
      ...parts,
      keys: {
        ...parts.keys,
        list: () => {
          throw new Error("krk_secret in a message");
        },
      },
    }),
  });
  const { token } = await service.service.openWorkspaceSession();
  const answer = await new Api(service.origin).send({ path: "/admin/api-keys", token });
  problem(answer, 500, "internal");
  expect(answer.text).not.toContain("krk_secret");
  expect(told.length).toBe(1);
  expect(told[0]).toMatch(/^Error in GET \/api\/v1\/admin\/api-keys\n\s+at /);
  expect(told[0]).not.toContain("krk_secret");
  await service.close();
});

test("an answer that breaks its own schema is a fault, not an answer: no extra member slips out", async () => {
  const service = await startLocalService({
    alter: (parts) => ({
      ...parts,
      keys: { ...parts.keys, rename: (id) => ({ id, key: "krk_secret" }) as never },
    }),
  });
  const { token } = await service.service.openWorkspaceSession();
  const api = new Api(service.origin);
  const path = `/admin/api-keys/${randomUUID()}`;
  const answer = await api.send({ method: "PATCH", path, token, body: { name: "x" } });
  problem(answer, 500, "internal");
  expect(answer.text).not.toContain("krk_secret");
  await service.close();
});

test("members that do not belong to an answer are taken out", async () => {
  const service = await startLocalService({
    alter: (parts) => ({
      ...parts,
      keys: { ...parts.keys, use: () => ({ id: "key_1", name: null, status: "active", key_hash: "secret" }) as never },
    }),
  });
  const answer = await new Api(service.origin).send({ path: "/keys/self", key: "anything" });
  expect(answer.body).toEqual({ id: "key_1", name: null, status: "active" });
  await service.close();
});

test("a taken port is named; with anyPortWhenTaken another one is found", async () => {
  const blocker = createServer();
  await new Promise<void>((done) => blocker.listen(0, "127.0.0.1", done));
  const { port } = blocker.address() as { port: number };
  await expect(startLocalService({ port })).rejects.toMatchObject({ name: "StartFailure", reason: "cannot-listen" });
  const service = await startLocalService({ port, anyPortWhenTaken: true });
  expect(new URL(service.origin).port).not.toBe(String(port));
  await service.close();
  blocker.close();
});

test("an address other than loopback is no option", async () => {
  // The types refuse it; somebody might come past them.
  const dataDir = join(tmpdir(), `keyrack-never-${randomUUID()}`);
  const options = { dataDir, port: 0, host: "0.0.0.0" as never };
  await expect(startService(options)).rejects.toMatchObject({ reason: "cannot-listen" });
  expect(existsSync(dataDir)).toBe(false);
});
