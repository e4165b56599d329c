/** The fault proxy itself, by its bytes: a fault that did not happen would make every cell of its row look fine. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { hang, hangUp, reset } from "../support/fault-server.ts";
import {
  cutAnswer,
  gzipBomb,
  htmlPage,
  loseAnswer,
  mistype,
  oversize,
  replaceAnswer,
  resetAfterAnswer,
  resetWithinAnswer,
  skewClock,
  trickle,
  withholdAnswer,
} from "../support/misbehaviours.ts";

const answered = { at: "2026-11-23T10:00:00.000Z", text: "Hello" };
const body = JSON.stringify(answered);
let behind: Server;
let proxy: FaultProxy;
let served = 0;

beforeAll(async () => {
  behind = createServer((request, response) => {
    served += 1;
    // A gateway asks by the service's own name.
    response.setHeader("x-host", request.headers.host ?? "");
    response.writeHead(200, { "content-type": "application/json", date: "Mon, 23 Nov 2026 10:00:00 GMT", etag: '"1"' });
    response.end(body);
  }).listen(0, "127.0.0.1");
  await once(behind, "listening");
  proxy = await startFaultProxy(`http://127.0.0.1:${(behind.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.heal();
  served = 0;
});
afterAll(async () => {
  await proxy.close();
  behind.close();
});

/** Sends one request and reads until `enough` or the end; how it ended: by a reset, in good order, or not at all. */
async function ask(
  path = "/thing",
  enough: (text: string) => boolean = () => false,
): Promise<{ text: string; raw: Buffer; end: string }> {
  const socket = connect(proxy.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  const raw = () => Buffer.concat(chunks);
  const end = await new Promise<string>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (enough(raw().toString("latin1"))) resolve("open");
    });
    socket.once("end", () => resolve("closed"));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
    socket.write(`GET ${path} HTTP/1.1\r\nhost: proxy.example.com\r\n\r\n`);
  });
  socket.destroy();
  return { text: raw().toString("latin1"), raw: raw(), end };
}

const whole = (text: string) => text.endsWith(body);

test("without a rule the answer passes whole, and the connection stays", async () => {
  const { text, end } = await ask("/thing", whole);
  expect(text).toMatch(/^HTTP\/1\.1 200 .*\r\n/);
  expect(text).toContain(`content-length: ${body.length}\r\n`);
  expect(text).toMatch(/x-host: 127\.0\.0\.1:\d+\r\n/);
  expect(end).toBe("open");
});

test("a rule is for its method and path, lets the first pass, and ends after its times", async () => {
  proxy.add({ method: "GET", path: /thing$/, after: 1, times: 2, behave: hangUp });
  proxy.add({ method: "POST", behave: reset });
  const ends: string[] = [];
  for (const path of ["/thing", "/other", "/thing", "/other", "/thing", "/thing"]) {
    ends.push((await ask(path, whole)).end);
  }
  expect(ends).toEqual(["open", "open", "closed", "open", "closed", "open"]);
  expect(proxy.requests.map(({ served }) => served).slice(-6)).toEqual([true, true, false, true, false, true]);
});

// A reset that comes together with bytes is reported as an end.
const broken = expect.stringMatching(/^(ECONNRESET|closed)$/);
test.each([
  ["reset", reset, 0, "", "ECONNRESET"],
  ["hangUp", hangUp, 0, "", "closed"],
  ["loseAnswer", loseAnswer, 1, "", "ECONNRESET"],
  ["resetWithinAnswer", resetWithinAnswer, 1, body.slice(0, body.length >> 1), broken],
  ["cutAnswer", cutAnswer, 1, body.slice(0, body.length >> 1), "closed"],
  ["resetAfterAnswer", resetAfterAnswer, 1, body, broken],
] as const)("%s", async (_name, behave, reached, sent, ended) => {
  proxy.add({ behave });
  const { text, end } = await ask();
  expect([served, text.split("\r\n\r\n")[1] ?? "", end]).toEqual([reached, sent, ended]);
});

test.each([
  ["hang", hang, 0],
  ["withholdAnswer", withholdAnswer, 1],
] as const)("%s: not a byte, and the connection stays", async (_name, behave, reached) => {
  let handled = () => {};
  const done = new Promise<void>((resolve) => {
    handled = resolve;
  });
  proxy.add({
    async behave(socket, request, serve) {
      await behave(socket, request, serve);
      handled();
    },
  });
  const asked = ask();
  await done;
  expect(served).toBe(reached);
  // Ending the connection is what ends it: nothing was sent before.
  await proxy.refuse();
  expect(await asked).toMatchObject({ text: "", end: "closed" });
});

test("trickle: byte by byte, in order", async () => {
  proxy.add({ behave: trickle(1) });
  const { text } = await ask("/thing", whole);
  expect(whole(text)).toBe(true);
});

test("skewClock: the date and every time, without the validator of the times as they were", async () => {
  proxy.add({ behave: skewClock(1) });
  const { text } = await ask("/thing", (sofar) => sofar.endsWith("}"));
  expect(text).toContain("date: Tue, 24 Nov 2026 10:00:00 GMT");
  expect(text).toContain(body.replace("-23T", "-24T"));
  expect(text).not.toContain("etag");
});

test("mistype and replaceAnswer: what the service said does not arrive as it was", async () => {
  proxy.add({ path: /thing/, behave: mistype("text/plain") });
  proxy.add({ path: /other/, behave: replaceAnswer(htmlPage(502)) });
  const typed = await ask("/thing", whole);
  expect(typed.text).toContain("content-type: text/plain\r\n");
  const replaced = await ask("/other", (text) => text.includes("<h1>"));
  expect(replaced.text).toMatch(/^HTTP\/1\.1 502 /);
  expect(served).toBe(2);
});

test("gzipBomb and oversize are as large as they say", async () => {
  proxy.add({ path: /thing/, behave: gzipBomb });
  proxy.add({ path: /other/, behave: oversize });
  const bodyOf = (raw: Buffer) => raw.subarray(raw.indexOf("\r\n\r\n") + 4);
  const complete = (text: string) => {
    const length = Number(/content-length: (\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
    return text.length - text.indexOf("\r\n\r\n") - 4 === length;
  };
  const bomb = await ask("/thing", complete);
  expect(bomb.raw.length).toBeLessThan(100_000);
  expect(gunzipSync(bodyOf(bomb.raw)).length).toBe(64 * 1024 * 1024);
  const large = await ask("/other", (text) => text.length > 9 * 1024 * 1024);
  expect(bodyOf(large.raw).length).toBeGreaterThan(8 * 1024 * 1024);
});

test("refuse: nothing listens until it heals, at the same port, which nobody takes meanwhile", async () => {
  await proxy.refuse();
  const sign = createSocket("udp4").bind({ port: proxy.port, address: "127.0.0.1", exclusive: true });
  expect(await once(sign, "error")).toMatchObject([{ code: "EADDRINUSE" }]);
  sign.close();
  expect(await ask()).toMatchObject({ text: "", end: "ECONNREFUSED" });
  await proxy.heal();
  expect((await ask("/thing", whole)).end).toBe("open");
});
