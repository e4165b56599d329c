/** The service at the end of a message port, as main talks to it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FromService } from "../../../src-main/local-service/messages.ts";
import { servePort } from "../../../src-main/local-service/port-host.ts";
import { NewSession } from "../../../src-main/local-service/wire/session.ts";
import { Api } from "../../conformance/api.ts";
import { KeyPage, shaped } from "../../conformance/shapes.ts";

let dataDir: string;
let tell: (message: unknown) => void;
let heard: FromService[];
let exits: number[];
let waiting: (() => void) | null;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "keyrack-port-"));
  heard = [];
  exits = [];
  waiting = null;
  servePort(
    {
      send: (message) => {
        heard.push(FromService.parse(structuredClone(message)));
        waiting?.();
      },
      onMessage: (listener) => {
        tell = listener;
      },
    },
    (code) => exits.push(code),
  );
});
afterEach(async () => {
  if (!heard.some(({ type }) => type === "stopped")) {
    tell({ type: "stop" });
    await next("stopped");
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** The next message of a type; those before it are dropped. */
async function next<Type extends FromService["type"]>(type: Type): Promise<Extract<FromService, { type: Type }>> {
  for (;;) {
    const message = heard.find((one) => one.type === type);
    if (message) {
      heard = heard.filter((one) => one !== message || type === "stopped");
      return message as Extract<FromService, { type: Type }>;
    }
    await new Promise<void>((done) => {
      waiting = done;
    });
  }
}

test("starts, opens a session that works without a password, stops", async () => {
  tell({ type: "start", dataDir, preferredPort: null });
  // Asked before it is ready: the queue keeps the order.
  tell({ type: "open-session", requestId: "r1" });
  const { origin } = await next("ready");
  const { type, requestId, ...session } = await next("session");
  expect([type, requestId]).toEqual(["session", "r1"]);
  const { account, organization, warehouses, token } = NewSession.parse(session);
  expect(account).toMatchObject({ name: "You", email: "you@keyrack.localhost" });
  expect(organization.name).toBe("Local workspace");
  expect(warehouses.map(({ id }) => id)).toEqual(["wh_rotterdam", "wh_leipzig"]);
  const api = new Api(origin);
  shaped(await api.send({ path: "/admin/api-keys", token }), 200, KeyPage);
  // The account has no password, so nobody signs in as it over HTTP.
  const body = { email: account.email, password: "" };
  expect((await api.send({ method: "POST", path: "/admin/sessions", body })).status).toBe(400);
  const guess = { email: account.email, password: "null" };
  expect((await api.send({ method: "POST", path: "/admin/sessions", body: guess })).status).toBe(401);
  tell({ type: "stop" });
  await next("stopped");
  expect(exits).toEqual([0]);
  await expect(api.send({ path: "/admin/session", token })).rejects.toThrow();
});

test("a preferred port is taken when it is free, another one when it is not", async () => {
  const blocker = createServer();
  await new Promise<void>((done) => blocker.listen(0, "127.0.0.1", done));
  const { port } = blocker.address() as { port: number };
  tell({ type: "start", dataDir, preferredPort: port });
  const { origin } = await next("ready");
  expect(new URL(origin).port).not.toBe(String(port));
  blocker.close();
});

test("a session asked for before the start is refused, not left waiting", async () => {
  tell({ type: "open-session", requestId: "early" });
  expect(await next("session-failed")).toMatchObject({ requestId: "early" });
});

test("a damaged database is set aside, which is told with the name", async () => {
  writeFileSync(join(dataDir, "keyrack.sqlite"), "no database at all, but long enough to be looked at".repeat(100));
  tell({ type: "start", dataDir, preferredPort: null });
  const { setAside } = await next("ready");
  expect(setAside).toMatch(/^keyrack\.damaged-\S+Z\.sqlite$/);
  expect(readFileSync(join(dataDir, setAside ?? ""), "utf8")).toContain("no database at all");
});

test("a database that cannot be used is reported with its reason and ends the process", async () => {
  const db = new Database(join(dataDir, "keyrack.sqlite"));
  db.exec("PRAGMA user_version = 1000");
  db.close();
  tell({ type: "start", dataDir, preferredPort: null });
  expect(await next("failed")).toMatchObject({ reason: "newer-schema" });
  expect(exits).toEqual([1]);
});

test("messages that are none are ignored", async () => {
  for (const junk of [
    null,
    "start",
    5,
    {},
    { type: "start" },
    { type: "start", dataDir, preferredPort: 70_000 },
    { type: "boom" },
  ]) {
    tell(junk);
  }
  tell({ type: "start", dataDir, preferredPort: null });
  await next("ready");
  expect(heard).toEqual([]);
});
