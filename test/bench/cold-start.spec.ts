/** Measures a cold start as on a working day: signed in, with 50 keys in the cached list. */
import { test } from "@playwright/test";
import { coldStart } from "./cold-start.ts";
import { addFigures, runsOf } from "./figures.ts";
import { keyrack } from "./program.ts";
import { signedInProfile } from "./signed-in.ts";

test("a cold start", async () => {
  const { profile, service } = await signedInProfile();
  addFigures({ coldStart: await coldStart(keyrack(profile), runsOf(24)) });
  await service.close();
});
