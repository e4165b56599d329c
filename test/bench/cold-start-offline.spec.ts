/** Measures a cold start with nobody to help: the server takes connections and never answers, the keychain takes two seconds. */
import { createServer, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "@playwright/test";
import { whileKeyringWaits } from "../support/keyring-process.ts";
import { coldStart } from "./cold-start.ts";
import { addFigures, runsOf } from "./figures.ts";
import { keyrack } from "./program.ts";
import { signedInProfile } from "./signed-in.ts";

const keychainMs = 2_000;

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
  // The wait is the thing itself, not a wait for something else.
  const slowKeychain = () => whileKeyringWaits(() => delay(keychainMs));
  try {
    addFigures({ coldStartOffline: await coldStart(keyrack(profile), runsOf(24), slowKeychain) });
  } finally {
    silence.close();
  }
});
