/** Measures what the app adds to a call: generating a key by its window, against a bare request to the same service. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { Agent } from "undici";
import { z } from "zod";
import { ApiKey } from "../../src-preload/contract/keys.ts";
import { bridgeOf } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { untilPainted } from "../support/painted.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { connectToServer, openGenerate } from "../support/walk.ts";
import { addFigures, percentile, runsOf, tenths } from "./figures.ts";

const runs = runsOf(40);
const warmUp = 5;

const Opened = z.object({ token: z.string() });
const Created = z.object({ apiKey: ApiKey, key: z.string() });

test("generating", async ({ launch }) => {
  await emptyKeyring();
  const service = await startServiceProcess();
  const agent = new Agent();
  /** As bare as it gets: a kept-alive connection, the request, the answer parsed. */
  async function post(path: string, body: object, headers: Record<string, string>): Promise<unknown> {
    const response = await agent.request({
      origin: service.origin,
      path: `/api/v1/admin/${path}`,
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    if (response.statusCode >= 300) throw new Error(`${path} was answered with ${response.statusCode}.`);
    return response.body.json();
  }
  const { window } = await launch();
  await connectToServer(window, { address: service.origin, email: service.email, password: service.password });
  const keyrack = await bridgeOf(window);
  const opened = await post("sessions", { email: service.email, password: service.password }, {});
  const authorization = `Bearer ${Opened.parse(opened).token}`;

  async function byWindow(): Promise<{ there: number; drawn: number }> {
    const dialog = await openGenerate(window);
    await expect(dialog.getByLabel("Name")).toBeFocused();
    const time = await untilPainted(window, {
      click: '[role="dialog"] button[type="submit"]',
      wait: 'input[aria-label="API key"][value^="krk_"]',
    });
    // The key goes by the same calls as a person's, without the dialogs, which are not measured.
    await keyrack.evaluate(async (bridge) => {
      const state = await bridge.app.state();
      const keyId = state.ok && state.value.newKey?.apiKey.id;
      if (!keyId) throw new Error("No key was made.");
      await bridge.keys.dismissNew({ keyId });
      const revoked = await bridge.keys.revoke({ keyId, reason: null });
      if (!revoked.ok) throw new Error(revoked.failure.message);
    });
    await expect(window.getByRole("dialog")).toHaveCount(0);
    return time;
  }

  async function bare(): Promise<number> {
    const start = performance.now();
    const created = await post("api-keys", {}, { authorization, "idempotency-key": randomUUID() });
    const time = performance.now() - start;
    await post(`api-keys/${Created.parse(created).apiKey.id}/revoke`, {}, { authorization });
    return time;
  }

  const times = { there: [] as number[], drawn: [] as number[], bare: [] as number[] };
  for (let run = 0; run < runs + warmUp; run += 1) {
    const { there, drawn } = await byWindow();
    const alone = await bare();
    if (run < warmUp) continue;
    times.there.push(there);
    times.drawn.push(drawn);
    times.bare.push(alone);
  }
  await agent.close();
  await service.close();

  const generateMs = percentile(times.drawn, 0.5);
  const rawGenerateMs = percentile(times.bare, 0.5);
  addFigures({
    api: {
      generateMs: tenths(generateMs),
      rawGenerateMs: tenths(rawGenerateMs),
      ratio: Math.round((generateMs / rawGenerateMs) * 100) / 100,
      overMs: tenths(generateMs - rawGenerateMs),
      /** Until the key is in the page; it is drawn with the next frame. */
      inPageMs: tenths(percentile(times.there, 0.5)),
      runs,
    },
  });
});
