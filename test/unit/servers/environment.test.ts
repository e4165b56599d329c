/** Variables that switch off checks in other programs of Node's switch off nothing here. */
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createServers } from "../../../src-main/servers/servers.ts";
import { keyrackAt } from "../../support/endpoints.ts";
import { makeIdentity } from "../../support/tls-certificates.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 does not make a self-signed certificate good", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const requests: string[] = [];
  const server = createServer(await makeIdentity({}), (request, response) => {
    requests.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const servers = createServers();
  try {
    expect(await servers.at(keyrackAt(origin)).readSession("krs_a-token")).toMatchObject({
      failure: { code: "certificate" },
    });
    expect(requests).toEqual([]);
    // The variable does hold for who leaves it to Node.
    const status = await new Promise((done, fail) => {
      get(`${origin}/by-node`, { agent: false }, (answer) => done(answer.resume().statusCode)).on("error", fail);
    });
    expect(status).toBe(200);
  } finally {
    await servers.close();
    server.closeAllConnections();
    server.close();
  }
});
