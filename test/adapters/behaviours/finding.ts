/** An adapter knows its own kind of server, and takes nothing else for one. */
import { expect } from "vitest";
import { succeeded } from "../../../src-main/failures.ts";
import { answer, type Behaviour, closedPort, json, startFaultServer } from "../../support/fault-server.ts";
import { type AdapterBehaviour, type Bench, worked } from "../bench.ts";

const html = (status: number) => answer(status, { "content-type": "text/html" }, "<!doctype html><h1>Welcome</h1>");

/** What answers at addresses and is no server of anybody's. */
const strangers: Record<string, Behaviour> = {
  "a web page": html(200),
  "a web page that says 401": html(401),
  "a web page that says 404": html(404),
  "another product's health": json(200, { status: "ok", version: "4.2.0" }),
  "another product's 401": json(401, { error: "unauthorized", message: "Missing token" }),
  "another product's 404": json(404, { message: "Route GET:/ not found", error: "Not Found", statusCode: 404 }),
  "another product's problem": json(401, { type: "about:blank" }, { "content-type": "application/problem+json" }),
  "a list": json(200, []),
  null: json(200, null),
  "JSON that is none": answer(200, { "content-type": "application/json" }, "{"),
  "nothing in particular": answer(204, {}),
  text: answer(200, { "content-type": "text/plain" }, "OK"),
};

/** What answers, and only to say that it cannot now. */
const inTrouble: [code: string, behave: Behaviour][] = [
  ["server-error", html(503)],
  ["server-error", json(500, { message: "Internal Server Error" })],
  ["rate-limited", json(429, { message: "Too many requests" })],
];

async function lookAt({ servers }: Bench, address: string) {
  return servers.look(worked(servers.resolve(address)));
}

export const finding: AdapterBehaviour[] = [
  {
    what: "is recognised at its address, with the path and without, by harmless questions",
    async run(bench) {
      const { server, subject } = bench;
      const { proxy } = await bench.proxied();
      const place = succeeded({ kind: subject.adapter.kind, basePath: server.basePath });
      if (server.basePath === subject.adapter.basePath) expect(await lookAt(bench, proxy.origin)).toEqual(place);
      expect(await lookAt(bench, `${proxy.origin}${server.basePath}`)).toEqual(place);
      expect(await lookAt(bench, `${proxy.origin}${server.basePath}/`)).toEqual(place);
      expect(proxy.requests.length).toBeGreaterThan(0);
      for (const { method, headers, body } of proxy.requests) {
        expect(method).toBe("GET");
        expect(body).toBe("");
        expect(headers).not.toHaveProperty("authorization");
        expect(headers).not.toHaveProperty("cookie");
      }
    },
  },
  {
    what: "is not recognised where nothing answers: that is a failure",
    async run(bench) {
      const { adapter } = bench.subject;
      const origin = `http://127.0.0.1:${await closedPort()}`;
      const recognised = await adapter.recognise(bench.transportTo(origin), adapter.basePath);
      expect(recognised).toMatchObject({ ok: false, failure: { code: "connection-refused" } });
      expect(await lookAt(bench, origin)).toMatchObject({ ok: false, failure: { code: "connection-refused" } });
    },
  },
  {
    what: "is not recognised in web pages and other products",
    async run(bench) {
      const { adapter } = bench.subject;
      for (const [name, stranger] of Object.entries(strangers)) {
        const server = await startFaultServer([stranger]);
        bench.afterwards(server.close);
        const recognised = await adapter.recognise(bench.transportTo(server.origin), adapter.basePath);
        expect(recognised, name).toEqual(succeeded(false));
        expect(await lookAt(bench, server.origin), name).toEqual(succeeded(null));
      }
    },
  },
  {
    what: "is neither recognised nor ruled out where the server is in trouble: that is said",
    async run(bench) {
      const { adapter } = bench.subject;
      for (const [code, behave] of inTrouble) {
        const server = await startFaultServer([behave]);
        bench.afterwards(server.close);
        const recognised = await adapter.recognise(bench.transportTo(server.origin), adapter.basePath);
        expect(recognised).toMatchObject({ ok: false, failure: { code } });
        expect(await lookAt(bench, server.origin)).toMatchObject({ ok: false, failure: { code } });
      }
    },
  },
  {
    what: "is not recognised in the other kinds of servers, nor are they taken for it",
    async run(bench) {
      const { adapter } = bench.subject;
      for (const other of bench.others) {
        const server = await other.start();
        bench.afterwards(server.close);
        const transport = bench.transportTo(server.origin);
        for (const path of [adapter.basePath, server.basePath]) {
          expect(await adapter.recognise(transport, path), `${other.name} at ${path}`).toEqual(succeeded(false));
        }
        const mine = bench.transportTo(bench.server.origin);
        for (const path of [other.adapter.basePath, bench.server.basePath]) {
          expect(await other.adapter.recognise(mine, path), `${path} by ${other.name}`).toEqual(succeeded(false));
        }
        expect(await lookAt(bench, server.origin)).toEqual(
          succeeded({ kind: other.adapter.kind, basePath: server.basePath }),
        );
      }
      expect(bench.others.length).toBeGreaterThan(0);
    },
  },
];
