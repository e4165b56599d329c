/** No message does more than succeed or fail: 10,000 of them at random, over every channel, from a page that was taken over. */
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { deserialize, serialize } from "node:v8";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { type Channel, channels } from "../../src-preload/contract/ipc.ts";
import { type RunningApp, temporaryFolder } from "../support/app.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { answerFileDialogs } from "../support/file-dialogs.ts";
import { type FuzzedMessage, fuzzedMessages } from "../support/fuzzed-messages.ts";
import { unwrap } from "../support/kept.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { closeWindow, openWindow, rawAccess } from "../support/test-window.ts";
import { placeholders } from "../support/valid-messages.ts";
import { expectList, generateKey, useLocalWorkspace } from "../support/walk.ts";

/** A right message may switch starting at login on, which is a file in the configuration folder. */
const running = sharedApp(() => ({ env: { XDG_CONFIG_HOME: temporaryFolder("config") } }));
const names = Object.keys(channels) as Channel[];

/** Another set of messages with every run; this variable has those of an earlier one again. */
const seed = Number(process.env.KEYRACK_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const count = 10_000;
/** So many are under way at a time. */
const together = 250;

test.beforeAll(async () => {
  await emptyKeyring();
  await useLocalWorkspace(running().window);
});

/** Notes what must not happen, and keeps the window and the program, which a right message may close. */
async function watchMain({ app }: RunningApp): Promise<() => Promise<string[]>> {
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    const faults: string[] = [];
    (globalThis as unknown as { faults: string[] }).faults = faults;
    const text = (error: unknown) => (error instanceof Error ? String(error.stack) : String(error));
    process.on("unhandledRejection", (reason) => faults.push(`unhandled rejection: ${text(reason)}`));
    process.on("uncaughtException", (error) => faults.push(`uncaught exception: ${text(error)}`));
    electron.on("render-process-gone", (_event, _contents, { reason }) => faults.push(`a page is gone: ${reason}`));
    electron.on("child-process-gone", (_event, { type, name, reason }) => {
      // Keyrack itself ends the keychain's process when it is idle.
      const meant = reason === "clean-exit" || (reason === "killed" && name === "Keyrack Keychain");
      if (!meant) faults.push(`${type} ${name} is gone: ${reason}`);
    });
    electron.quit = () => {};
    for (const window of BrowserWindow.getAllWindows()) window.close = () => {};
  });
  return () => app.evaluate(() => [...(globalThis as unknown as { faults: string[] }).faults]);
}

/** The message with the ids of what is there by now in the places where they belong. */
async function withIds(window: Page, messages: FuzzedMessage[]): Promise<FuzzedMessage[]> {
  const { activeConnectionId, keys, newKey } = await readState(window);
  const ids = new Map<unknown, string | undefined>([
    [placeholders.connectionId, activeConnectionId ?? undefined],
    [placeholders.keyId, keys.active[0]?.id],
    [placeholders.newKeyId, newKey?.apiKey.id],
  ]);
  const found = (value: unknown) => ids.get(value) ?? value;
  return messages.map(({ channel, args }) => {
    const [input] = args;
    const plain = typeof input === "object" && input !== null && Object.getPrototypeOf(input) === Object.prototype;
    if (!plain) return { channel, args };
    const filled = Object.fromEntries(Object.entries(input).map(([field, value]) => [field, found(value)]));
    return { channel, args: [filled, ...args.slice(1)] };
  });
}

/** Sends from the page; v8's format is the structured clone that IPC uses, so Maps, cycles and holes arrive as they were made. */
function send(page: Page, packed: [Channel, string][]): Promise<unknown[]> {
  return page.evaluate(async (list) => {
    const { require } = globalThis as unknown as { require: NodeJS.Require };
    const { ipcRenderer } = require("electron") as typeof import("electron");
    const { deserialize } = require("node:v8") as typeof import("node:v8");
    const answers = list.map(async ([channel, text]) => {
      try {
        return await ipcRenderer.invoke(channel, ...deserialize(Buffer.from(text, "base64")));
      } catch (error) {
        return { thrown: String(error) };
      }
    });
    return Promise.all(answers);
  }, packed);
}

/** Whether the channel's schema takes it; what arrives is a copy, so a copy is what is judged. */
function isRight(channel: Channel, copy: unknown[]): boolean {
  return copy.length === 1 && channels[channel].input.safeParse(copy[0]).success;
}

/** What came of one message: "refused", "ok" or the code of its failure; and what was wrong with that, if anything was. */
function judge(channel: Channel, packed: string, answer: unknown): { outcome: string; wrong: string | null } {
  const right = isRight(channel, deserialize(Buffer.from(packed, "base64")));
  const { data } = channels[channel].output.safeParse(answer);
  if (data === undefined || !isDeepStrictEqual(answer, data))
    return { outcome: "none", wrong: "no Result of the contract's" };
  const code = data.ok ? "ok" : data.failure.code;
  if (right) return { outcome: code, wrong: code === "internal" ? "a fault of Keyrack's own" : null };
  return { outcome: "refused", wrong: /^invalid-(input|name|reason)$/.test(code) ? null : "not refused" };
}

test(`${count} messages at random get as many answers of the contract's, and the app goes on`, async () => {
  const { app, window } = running();
  const pageErrors: string[] = [];
  window.on("pageerror", (error) => pageErrors.push(String(error.stack)));
  await answerFileDialogs(app, join(temporaryFolder("chosen"), "a file"));
  const faults = await watchMain(running());
  const page = await openWindow(running(), "app://keyrack/", rawAccess);
  console.log(`KEYRACK_FUZZ_SEED=${seed}`);

  const messages = fuzzedMessages(count, seed);
  const outcomes = new Map<Channel, Map<string, number>>();
  for (let at = 0; at < messages.length; at += together) {
    const batch = await withIds(window, messages.slice(at, at + together));
    const packed = batch.map(({ channel, args }): [Channel, string] => [channel, serialize(args).toString("base64")]);
    const answers = await send(page, packed);
    // Playwright keeps a record of each expectation, so that one for each message would take longer than all else.
    const wrong: string[] = [];
    for (const [index, [channel, text]] of packed.entries()) {
      const verdict = judge(channel, text, answers[index]);
      if (verdict.wrong)
        wrong.push(`${channel} ${text.slice(0, 1000)}: ${verdict.wrong}: ${JSON.stringify(answers[index])}`);
      const ofChannel = outcomes.get(channel) ?? new Map<string, number>();
      outcomes.set(channel, ofChannel.set(verdict.outcome, (ofChannel.get(verdict.outcome) ?? 0) + 1));
    }
    expect(wrong, `the texts are v8.serialize's in base64; KEYRACK_FUZZ_SEED=${seed}`).toEqual([]);
    expect(await faults(), `KEYRACK_FUZZ_SEED=${seed}, by message ${at + together}`).toEqual([]);
  }
  for (const name of names) {
    const { refused = 0, ...others } = Object.fromEntries(outcomes.get(name) ?? []);
    const taken = Object.values(others).reduce((sum, number) => sum + number, 0);
    console.log(`${name}: ${refused} refused, ${taken} taken ${JSON.stringify(others)}`);
    expect(refused, `${name} got wrong messages`).toBeGreaterThan(20);
    expect(taken, `${name} got right messages`).toBeGreaterThan(0);
  }
  expect(pageErrors).toEqual([]);
  expect(running().output()).not.toMatch(/^keyrack: .* (failed|answered outside its schema)/m);

  // Whatever all of that has come to, one reload later the person can work.
  await closeWindow(running(), page);
  await backToWork(window);
  expect(await generateKey(window, "After the storm")).toMatch(/^krk_/);
  expect(await faults()).toEqual([]);
});

/** To the Local workspace with no key on its rack. */
async function backToWork(window: Page): Promise<void> {
  const bridge = await bridgeOf(window);
  unwrap(await bridge.evaluate((keyrack) => keyrack.app.act({ action: "actual-size" })));
  unwrap(await bridge.evaluate((keyrack) => keyrack.connection.useLocal()));
  const { newKey } = await readState(window);
  if (newKey) unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.dismissNew({ keyId }), newKey.apiKey.id));
  unwrap(await bridge.evaluate((keyrack) => keyrack.keys.dismissLost({ lostKeyId: "none" })));
  unwrap(await bridge.evaluate((keyrack) => keyrack.keys.refresh()));
  for (const { id } of (await readState(window)).keys.active) {
    unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.revoke({ keyId, reason: null }), id));
  }
  await window.reload();
  await expectList(window);
}

/** The fields a channel knows, whichever of several inputs they belong to. */
function fieldsOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right].flatMap(fieldsOf);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(fieldsOf);
  return [];
}

test("the bridge itself turns garbage into failures or rejections, never into a crash", async () => {
  const { window } = running();
  // "keys:copy-new" is `keys.copyNew` on the bridge; calls that take nothing cannot be given anything.
  const takers = names
    .filter((name) => fieldsOf(channels[name].input).length > 0)
    .map((name) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()).split(":") as [string, string]);
  const fields = [...new Set(names.flatMap((name) => fieldsOf(channels[name].input)))];
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
