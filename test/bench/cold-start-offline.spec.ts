/** Measures a cold start with nobody to help: the server takes connections and never answers, the keychain takes two seconds. */
import { createServer, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "@playwright/test";
import { connectBus } from "../support/bus.ts";
import { coldStart } from "./cold-start.ts";
import { addFigures, runsOf } from "./figures.ts";
import { keyrack } from "./program.ts";
import { signedInProfile } from "./signed-in.ts";

const keychainMs = 2_000;

/** The process that has the keyring. */
async function keyringProcess(): Promise<number> {
  const bus = await connectBus();
  const daemon = { destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus" };
  const [pid] = await bus.call({ ...daemon, interface: "org.freedesktop.DBus" }, "GetConnectionUnixProcessID", "s", [
    "org.freedesktop.secrets",
  ]);
  bus.close();
  return Number(pid);
}

/** Takes the place of a server that has ended, and says nothing. */
function startSilence(origin: string): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => socket.destroy()).resume());
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(Number(new URL(origin).port), "127.0.0.1", () => resolve(server));
  });
}

test("a cold start offline", async () => {
  const { profile, service } = await signedInProfile();
  await service.close();
  const silence = await startSilence(service.origin);
  const keyring = await keyringProcess();
  const slowKeychain = async () => {
    process.kill(keyring, "SIGSTOP");
    // The wait is the thing itself, not a wait for something else.
    await delay(keychainMs);
    process.kill(keyring, "SIGCONT");
  };
  try {
    addFigures({ coldStartOffline: await coldStart(keyrack(profile), runsOf(24), slowKeychain) });
  } finally {
    process.kill(keyring, "SIGCONT");
    silence.close();
  }
});
