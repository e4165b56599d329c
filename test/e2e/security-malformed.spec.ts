/** No message, however malformed, does more than fail. */
import { serialize } from "node:v8";
import { expect } from "@playwright/test";
import { type Channel, channels } from "../../src-preload/contract/ipc.ts";
import { readState } from "../support/bridge.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { malformedFor } from "../support/malformed.ts";
import { closeWindow, openWindow, rawAccess } from "../support/test-window.ts";
import { generateKey, useLocalWorkspace } from "../support/walk.ts";

const running = sharedApp();
const names = Object.keys(channels) as Channel[];

test.beforeAll(async () => {
  await useLocalWorkspace(running().window);
});

test("2,000 malformed messages get 2,000 failures, and the app goes on", async () => {
  const { app, window } = running();
  const page = await openWindow(running(), "app://keyrack/", rawAccess);
  const perChannel = Math.ceil(2_000 / names.length);
  let sent = 0;
  for (const [index, channel] of names.entries()) {
    const messages = malformedFor(channel, perChannel, 1_000 + index);
    // v8's format is the structured clone that IPC uses: Maps, Dates and holes arrive as they were made.
    const packed = messages.map((message) => serialize(message).toString("base64"));
    const answers = await page.evaluate(
      async ([name, list]) => {
        const { require } = globalThis as unknown as { require: NodeJS.Require };
        const { ipcRenderer } = require("electron") as typeof import("electron");
        const { deserialize } = require("node:v8") as typeof import("node:v8");
        const send = (text: string) => ipcRenderer.invoke(name, deserialize(Buffer.from(text, "base64")));
        return Promise.all(list.map((text) => send(text).catch((error: unknown) => ({ thrown: String(error) }))));
      },
      [channel, packed] as const,
    );
    for (const [at, answer] of answers.entries()) {
      const code = /^invalid-(input|name|reason)$/;
      const refusal = { ok: false, failure: { code: expect.stringMatching(code), message: expect.any(String) } };
      expect(answer, `${channel} ${at}: ${packed[at]?.slice(0, 200)}`).toEqual(refusal);
    }
    sent += answers.length;
  }
  expect(sent).toBeGreaterThanOrEqual(2_000);

  // Right messages that bring more than they should.
  const extras = await page.evaluate(async () => {
    const { require } = globalThis as unknown as { require: NodeJS.Require };
    const { ipcRenderer } = require("electron") as typeof import("electron");
    return Promise.all([ipcRenderer.invoke("app:state", {}, {}), ipcRenderer.invoke("app:state")]);
  });
  for (const answer of extras) expect(answer).toMatchObject({ ok: false, failure: { code: "invalid-input" } });

  await closeWindow(running(), page);
  expect(await app.evaluate(({ app: electron }) => electron.isReady())).toBe(true);
  const key = await generateKey(window, "After the storm");
  expect(key).toMatch(/^krk_/);
});

test("the bridge itself turns garbage into failures or rejections, never into a crash", async () => {
  const { window } = running();
  // "keys:copy-new" is `keys.copyNew` on the bridge; calls that take nothing cannot be given anything.
  const takers = names
    .filter((name) => Object.keys(channels[name].input.shape).length > 0)
    .map((name) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()).split(":") as [string, string]);
  const fields = [...new Set(names.flatMap((name) => Object.keys(channels[name].input.shape)))];
  const outcomes = await window.evaluate(
    async ({ takers, fields }) => {
      type Call = (...input: unknown[]) => Promise<{ ok: boolean; failure?: { code: string } }>;
      const bridge = (globalThis as unknown as { keyrack: Record<string, Record<string, Call>> }).keyrack;
      const everyField = (value: unknown) => Object.fromEntries(fields.map((field) => [field, value]));
      const garbage = [
        undefined,
        null,
        0,
        "text",
        [],
        () => "a function",

        everyField({}),
        everyField(Symbol("s")),
      ];
      const outcome = async (call: Call, input: unknown) => {
        try {
          const answer = await call(input);
          return answer.ok ? "ok" : (answer.failure?.code ?? "no code");
        } catch {
          return "rejected";
        }
      };
      const seen = new Set<string>();
      for (const [group, name] of takers) {
        for (const input of garbage) seen.add(await outcome(bridge[group]?.[name] as Call, input));
      }
      const on = (globalThis as unknown as { keyrack: { on(event: unknown, listener: unknown): unknown } }).keyrack.on;
      for (const event of ["keys:reveal", "__proto__", 1, null, {}]) {
        try {
          on(event, () => {});
          seen.add(`listened to ${String(event)}`);
        } catch {
          seen.add("rejected");
        }
      }
      return [...seen].sort();
    },
    { takers, fields },
  );
  expect(
    outcomes.filter((outcome) => !["invalid-input", "invalid-name", "invalid-reason", "rejected"].includes(outcome)),
  ).toEqual([]);
  expect(await readState(window)).toHaveProperty("session");
});
