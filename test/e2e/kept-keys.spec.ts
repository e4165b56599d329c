/** Kept keys and their keychain entries, counted by another process after everything that keeps or forgets one: no orphans. */
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { bridgeOf, readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import {
  codeOf,
  copyKept,
  forget,
  generate,
  generateKept,
  keptInKeyring,
  keptNames,
  prefer,
  revoke,
  unwrap,
} from "../support/kept.ts";
import { emptyKeyring, readKeyring, writeToKeyring } from "../support/keyring.ts";
import { filesWith } from "../support/search-files.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { connectToServer, useLocalWorkspace } from "../support/walk.ts";

test.beforeEach(() => emptyKeyring());

/** Revokes a key as another administrator would. */
async function revokeElsewhere(service: ServiceProcess, keyId: string): Promise<void> {
  const { origin, email, password } = service;
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const { token } = (await (await post("/admin/sessions", { email, password })).json()) as { token: string };
  const answer = await post(`/admin/api-keys/${keyId}/revoke`, {}, { authorization: `Bearer ${token}` });
  expect(answer.status).toBe(200);
}

test("one entry a key, after keeping, forgetting and revoking, also at once", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const [one, two] = [await generateKept(window, "One"), await generateKept(window, "Two")];
  expect((await keptInKeyring()).sort()).toEqual([one.value, two.value].sort());
  unwrap(await forget(window, one));
  expect(await keptInKeyring()).toEqual([two.value]);
  unwrap(await forget(window, one));
  await revoke(window, two.keyId);
  expect(await keptInKeyring()).toEqual([]);
  expect(codeOf(await copyKept(window, two))).toBe("key-not-kept");
  // Revoked before the keychain has taken it.
  for (const name of ["Three", "Four", "Five"]) await revoke(window, (await generate(window, name)).keyId);
  expect(await keptNames(window)).toEqual([]);
  expect(await keptInKeyring()).toEqual([]);
  expect(await readKeyring(), "the session alone is left").toHaveLength(1);
});

test("a key revoked elsewhere is forgotten at the next refresh, and that is said", async ({ launch }) => {
  const service = await startServiceProcess();
  const { window } = await launch();
  await connectToServer(window, { address: service.origin, ...service });
  const [gone, stays] = [await generateKept(window, "Gone"), await generateKept(window, "Stays")];
  await revokeElsewhere(service, gone.keyId);
  unwrap(await (await bridgeOf(window)).evaluate((keyrack) => keyrack.keys.refresh()));
  expect(await keptNames(window)).toEqual(["Stays"]);
  expect(await keptInKeyring()).toEqual([stays.value]);
  const messages = (await readState(window)).notices.map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining(`“Gone” (…${gone.last4}) is no longer active`)]);
  await service.close();
});

test("signing out forgets, or does not, as chosen; removing the connection always does", async ({ launch }) => {
  const service = await startServiceProcess();
  const { window } = await launch();
  const credentials = { address: service.origin, email: service.email, password: service.password };
  await connectToServer(window, credentials);
  const bridge = await bridgeOf(window);
  const made = await generateKept(window, "Production API");

  unwrap(await bridge.evaluate((keyrack) => keyrack.session.signOut({ forgetKept: false })));
  expect((await readKeyring()).map(({ account }) => account)).toEqual([`key:${made.connectionId}:${made.keyId}`]);
  unwrap(await copyKept(window, made));
  expect(await readClipboard()).toBe(made.value);

  const { email, password } = credentials;
  const signIn = () => bridge.evaluate((keyrack, input) => keyrack.session.signIn(input), { email, password });
  unwrap(await signIn());
  expect(await keptNames(window)).toEqual(["Production API"]);
  unwrap(await bridge.evaluate((keyrack) => keyrack.session.signOut({})));
  expect(await readKeyring()).toEqual([]);

  unwrap(await signIn());
  await generateKept(window, "Another");
  const { connectionId } = made;
  unwrap(await bridge.evaluate((keyrack, id) => keyrack.connection.remove({ connectionId: id }), connectionId));
  expect(await readKeyring()).toEqual([]);
  expect(await keptNames(window)).toEqual([]);
  await service.close();
});

test("generated and signed out at once leaves nothing", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const bridge = await bridgeOf(window);
  await bridge.evaluate(async (keyrack) => {
    await keyrack.keys.generate({ name: "Quick" });
    await keyrack.session.signOut({});
  });
  expect(await readKeyring()).toEqual([]);
});

test("kept keys are known after a restart, and copied before the server has been asked", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  const made = await generateKept(first.window, "Production API");
  await first.close();
  expect(filesWith(first.profile, [made.value]), "the profile holds no value in clear").toEqual([]);
  const { window } = await launch({ profile: first.profile });
  unwrap(await copyKept(window, made));
  expect(await readClipboard()).toBe(made.value);
});

test("nothing is kept where that was not chosen; it can still be while the modal is open", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  unwrap(await prefer(window, { keepNewKeys: false }));
  await generate(window, "Not kept");
  expect(await keptInKeyring()).toEqual([]);
  const bridge = await bridgeOf(window);
  const { id: keyId } = unwrap(await bridge.evaluate((keyrack) => keyrack.keys.generate({ name: "Kept" })));
  expect(await keptInKeyring()).toEqual([]);
  unwrap(await bridge.evaluate((keyrack, id) => keyrack.kept.keepNew({ keyId: id }), keyId));
  expect(await keptInKeyring()).toHaveLength(1);
  unwrap(await bridge.evaluate((keyrack, id) => keyrack.keys.dismissNew({ keyId: id }), keyId));
  expect(codeOf(await bridge.evaluate((keyrack, id) => keyrack.kept.keepNew({ keyId: id }), keyId))).toBe(
    "key-not-held",
  );
});

test.describe("a pasted value", () => {
  const paste = async (window: Page, keyId: string, pasted: string) =>
    codeOf(
      await (await bridgeOf(window)).evaluate((keyrack, input) => keyrack.kept.addValue(input), { keyId, pasted }),
    );

  test("is accepted with what copying leaves around it, and refused when it is another's", async ({ launch }) => {
    const { window } = await launch();
    await useLocalWorkspace(window);
    unwrap(await prefer(window, { keepNewKeys: false }));
    const { keyId, value } = await generate(window, "Pasted");
    const other = await generate(window, "Other");
    const wrongs = [other.value, value.slice(0, -1), value.slice(1), `${value} ${value}`, "x", "   ", `${value}\n#`];
    for (const wrong of wrongs) expect(await paste(window, keyId, wrong), wrong).toBe("value-mismatch");
    // Begins and ends rightly, and is no key that the server knows.
    const forged = value.slice(0, 10) + "A".repeat(value.length - 20) + value.slice(-10);
    expect(await paste(window, keyId, forged)).toBe("value-refused");
    expect(await paste(window, keyId, value.slice(0, 10) + "A".repeat(1_500) + value.slice(-10))).toBe(
      "value-mismatch",
    );
    expect(await paste(window, "key_unknown", value)).toBe("not-found");
    expect(await keptInKeyring()).toEqual([]);
    expect(await keptNames(window)).toEqual([]);
    for (const around of [`  ${value}\r\n`, `"${value}"`, `'${value}' `, `\`${value}\``, `" ${value}\n"`, value]) {
      expect(await paste(window, keyId, around), around).toBe("ok");
      expect(await keptInKeyring(), around).toEqual([value]);
    }
  });

  test("is taken at its word offline", async ({ launch }) => {
    const service = await startServiceProcess();
    const { window } = await launch();
    await connectToServer(window, { address: service.origin, email: service.email, password: service.password });
    unwrap(await prefer(window, { keepNewKeys: false }));
    const { keyId, value } = await generate(window, "Pasted offline");
    await service.close();
    expect(await paste(window, keyId, `${value}x`)).toBe("value-mismatch");
    expect(await paste(window, keyId, value)).toBe("ok");
    expect(await keptInKeyring()).toEqual([value]);
  });
});

test("an entry that another program has damaged is forgotten, said, and not copied", async ({ launch }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  for (const damage of ["nonsense", JSON.stringify({ version: 1, key: `krk_${randomUUID()}` })]) {
    const made = await generateKept(window, "Production API");
    await writeToKeyring(`key:${made.connectionId}:${made.keyId}`, damage);
    await writeClipboard("mine");
    const copied = await copyKept(window, made);
    expect(copied).toMatchObject({ ok: false, failure: { code: "kept-unreadable" } });
    expect(copied.ok ? "" : copied.failure.message).toContain("Production API");
    expect(await readClipboard()).toBe("mine");
    expect(await keptNames(window)).toEqual([]);
    expect(await readKeyring(), "the session alone is left").toHaveLength(1);
  }
});

test("without a keychain the key is not kept, which is said; the key itself is there", async ({ launch, desktop }) => {
  const session = await desktop("absent");
  const { window } = await launch({ env: session.env });
  await useLocalWorkspace(window);
  const bridge = await bridgeOf(window);
  unwrap(await bridge.evaluate((keyrack) => keyrack.keys.generate({ name: "Not kept" })));
  await expect.poll(async () => (await readState(window)).newKey?.keepFailure?.code).toBe("not-kept");
  expect(await keptNames(window)).toEqual([]);
});
