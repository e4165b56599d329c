/** The window has no network and no way to another page, whatever a script in it tries, also while main asks the system for a proxy. */
import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { type PacServer, startPacServer } from "../support/company-network.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { recordNetwork } from "../support/network-log.ts";
import { closeWindow, openWindow } from "../support/test-window.ts";
import { signInTo } from "../support/transport.ts";
import { startUnreliableServer, type UnreliableServer } from "../support/unreliable-server.ts";

/** Something to sign in to that no DNS knows (RFC 6761, 6.2). */
const nowhere = { address: "https://api.keyrack.test", email: "ada@example.com", password: "x" };

let script: PacServer;
let server: UnreliableServer;
// With a script for automatic configuration, main has a session that does find hosts: that must not help the window.
const running = sharedApp(async () => {
  script = await startPacServer("DIRECT", 'dnsResolve("asked-by-script.keyrack.test"); return answer;');
  return { env: { auto_proxy: script.url, no_proxy: undefined, NO_PROXY: undefined } };
});

test.beforeAll(async () => {
  server = await startUnreliableServer(null);
});
test.afterAll(async () => {
  await server.close();
  await script.close();
});

test("main asks the system for a proxy: the script is fetched, its questions are answered, and nothing else goes out", async () => {
  const log = await recordNetwork(running().app);
  expect(await signInTo(running().window, nowhere)).toMatchObject({ code: "unknown-host" });
  expect(script.fetched()).toBeGreaterThan(0);
  const { names, connections } = await log.stop();
  expect(names).toEqual(["127.0.0.1", "asked-by-script.keyrack.test"]);
  expect(connections.filter((to) => to.startsWith("tcp "))).toEqual([`tcp ${new URL(script.url).host}`]);
});

test("the server that must see nothing does see what reaches it", async () => {
  const before = server.requests.length;
  await fetch(`${server.origin}/control`);
  expect(server.requests.slice(before)).toEqual(["GET /control"]);
  server.requests.length = 0;
});

test("nothing the page can call reaches a server", async () => {
  const { window } = running();
  const outcomes = await window.evaluate(async (origin) => {
    const socketOrigin = origin.replace("http", "ws");
    /** Waits for what a try comes to; a try that comes to nothing is told apart from one that was refused. */
    const within = (name: string, attempt: Promise<string>) =>
      Promise.race([attempt, new Promise<string>((done) => setTimeout(() => done("no answer"), 8_000))])
        .catch((error: unknown) => `refused: ${(error as Error).name}`)
        .then((outcome) => [name, outcome] as const);
    const events = (target: EventTarget, good: string) =>
      new Promise<string>((done) => {
        target.addEventListener(good, () => done("reached"));
        target.addEventListener("error", () => done("refused"));
      });
    const element = (tag: string, attributes: Record<string, string>, good = "load") => {
      const made = document.createElement(tag);
      const outcome = events(made, good);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.body.append(made);
      return outcome;
    };
    /** For what says nothing of its own: the policy's report is the sign that it was stopped. It names frames by origin only. */
    const stoppedBy = (directive: string, path: string, attempt: () => void) =>
      new Promise<string>((done) => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
          if (effectiveDirective === directive && blockedURI.endsWith(path)) done("refused");
        });
        attempt();
      });
    const xhr = () => {
      const request = new XMLHttpRequest();
      const outcome = events(request, "load");
      request.open("GET", `${origin}/xhr`);
      request.send();
      return outcome;
    };
    const style = () => {
      document.body.style.backgroundImage = `url("${origin}/background")`;
    };
    return Object.fromEntries(
      await Promise.all([
        within(
          "fetch",
          fetch(`${origin}/fetch`).then(() => "reached"),
        ),
        within(
          "fetch without cors",
          fetch(`${origin}/no-cors`, { mode: "no-cors" }).then(() => "reached"),
        ),
        within("XMLHttpRequest", xhr()),
        within("WebSocket", events(new WebSocket(`${socketOrigin}/socket`), "open")),
        within("EventSource", events(new EventSource(`${origin}/events`), "open")),
        within("image", element("img", { src: `${origin}/image` })),
        within("script", element("script", { src: `${origin}/script` })),
        within(
          "module",
          import(/* @vite-ignore */ `${origin}/module.js`).then(() => "reached"),
        ),
        within("style sheet", element("link", { rel: "stylesheet", href: `${origin}/style` })),
        within("preload", element("link", { rel: "preload", as: "fetch", href: `${origin}/preload` })),
        within("audio", element("audio", { src: `${origin}/audio`, preload: "auto" }, "loadeddata")),
        within(
          "beacon",
          stoppedBy("connect-src", "/beacon", () => navigator.sendBeacon(`${origin}/beacon`, "x")),
        ),
        within("background", stoppedBy("img-src", "/background", style)),
        within(
          "frame",
          stoppedBy("frame-src", origin, () => void element("iframe", { src: `${origin}/frame` })),
        ),
        within(
          "object",
          stoppedBy("object-src", origin, () => void element("object", { data: `${origin}/object` })),
        ),
        within(
          "prefetch",
          stoppedBy(
            "default-src",
            "/prefetch",
            () => void element("link", { rel: "prefetch", href: `${origin}/prefetch` }),
          ),
        ),
        within(
          "file",
          fetch("file:///etc/hostname").then(() => "reached"),
        ),
        within(
          "worker",
          (async () => {
            const url = URL.createObjectURL(new Blob([`fetch("${origin}/worker").finally(() => postMessage("ran"))`]));
            return events(new Worker(url), "message");
          })(),
        ),
        within(
          "service worker",
          navigator.serviceWorker.register("/main.js").then(() => "reached"),
        ),
      ]),
    );
  }, server.origin);

  for (const [name, outcome] of Object.entries(outcomes)) expect.soft(outcome, name).toMatch(/^refused/);
  expect(server.requests).toEqual([]);
});

test("nor has a session that is made after main's own", async () => {
  const outcome = await running().app.evaluate(
    ({ session }, origin) =>
      session
        .fromPartition("made-later")
        .fetch(`${origin}/later`)
        .then(
          () => "reached",
          (error: Error) => error.message,
        ),
    server.origin,
  );
  expect(outcome).toContain("ERR_NAME_NOT_RESOLVED");
  expect(server.requests).toEqual([]);
});

test("a page that is under no policy of ours has no network either", async () => {
  const page = await openWindow(running(), "data:text/html,<p>foreign</p>", { sandbox: true });
  const outcome = await page.evaluate(async (origin) => {
    const answers = await Promise.allSettled([
      fetch(`${origin}/foreign`, { mode: "no-cors" }),
      fetch("file:///etc/hostname"),
    ]);
    return answers.map(({ status }) => status);
  }, server.origin);
  expect(outcome).toEqual(["rejected", "rejected"]);
  expect(server.requests).toEqual([]);
  await closeWindow(running(), page);
});

test("neither WebRTC nor a hint sends anything, not even the question where a name is", async () => {
  // The content security policy does not cover them: WebRTC could carry data to any host by way of STUN and TURN, and a
  // name that is looked up is data too. Both know UDP; TURN knows TCP and TLS as well.
  const { app, window } = running();
  const socket = createSocket("udp4");
  const connectionsBefore = server.connections();
  let packets = 0;
  socket.on("message", () => {
    packets += 1;
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  const log = await recordNetwork(app);
  // The system is asked anew meanwhile, so that main's own session looks up names at the same time.
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit("resume"));
  const asking = signInTo(window, nowhere);
  const outcome = await window.evaluate(
    async ([udpPort, tcpOrigin]) => {
      const tcp = new URL(tcpOrigin ?? "").host;
      for (const rel of ["dns-prefetch", "preconnect"]) {
        for (const href of [`https://${rel}.leak.test/`, `http://${tcp}/`]) {
          document.head.append(Object.assign(document.createElement("link"), { rel, href }));
        }
      }
      const turn = (url: string) => ({ urls: url, username: "u", credential: "c" });
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udpPort}` },
          { urls: "stun:stun.leak.test:3478" },
          turn(`turn:127.0.0.1:${udpPort}`),
          turn(`turn:${tcp}?transport=tcp`),
          turn(`turns:${tcp}?transport=tcp`),
          turn("turn:turn.leak.test:443?transport=tcp"),
          turn("turns:turns.leak.test:443?transport=tcp"),
        ],
      });
      peer.createDataChannel("leak");
      const gathered = new Promise<string>((done) => {
        peer.addEventListener("icegatheringstatechange", () => {
          if (peer.iceGatheringState === "complete") done("complete");
        });
      });
      await peer.setLocalDescription(await peer.createOffer());
      const state = await Promise.race([
        gathered,
        new Promise<string>((done) => setTimeout(() => done("late"), 15_000)),
      ]);
      peer.close();
      return state;
    },
    [String(port), server.origin],
  );
  await asking;
  // What a name that does go out looks like, so that seeing none means something.
  await app.evaluate(({ session }) =>
    session
      .fromPartition("proxy-resolver")
      .resolveHost("control.leak.test")
      .catch(() => {}),
  );
  const { names, connections } = await log.stop();
  socket.close();
  expect(outcome).toBe("complete");
  expect(packets).toBe(0);
  expect(server.connections()).toBe(connectionsBefore);
  expect(names.filter((name) => name.includes("leak"))).toEqual(["control.leak.test"]);
  const expected = `tcp ${new URL(script.url).host}`;
  expect(connections.filter((to) => to.startsWith("tcp ") && to !== expected)).toEqual([]);
});
