/** The tray's menu on a real session bus: what it lists, what a click does, and that no secret travels in it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { recordBus } from "../support/bus-traffic.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { codeOf, copyKept, forget, generate, generateKept, prefer, revoke, unwrap } from "../support/kept.ts";
import { whileKeyringWaits } from "../support/keyring-process.ts";
import { holdsSecret } from "../support/search-files.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { test } from "../support/tray-test.ts";
import { connectToServer, useLocalWorkspace } from "../support/walk.ts";

/** What stands below the keys, always. */
const ownEntries = ["---", "Generate New Key…", "Open Keyrack", "Settings", "---", "Quit"];

test("lists the kept keys, most recently copied first, and then what the program can do", async ({ launch, host }) => {
  const { window } = await launch();
  await host.ready();
  expect(await host.labels()).toEqual(["No key is kept on this computer", "Signed out", ...ownEntries]);
  await useLocalWorkspace(window);
  const staging = await generateKept(window, "Staging");
  const production = await generateKept(window, "Production API");
  const unnamed = await generateKept(window);
  const label = {
    staging: `Staging  (…${staging.last4})`,
    production: `Production API  (…${production.last4})`,
    unnamed: `Untitled key  (…${unnamed.last4})`,
  };
  await expect.poll(host.labels).toEqual([label.production, label.staging, label.unnamed, ...ownEntries]);
  await copyKept(window, production);
  await expect.poll(host.labels).toEqual([label.production, label.staging, label.unnamed, ...ownEntries]);
  await copyKept(window, staging);
  await expect.poll(host.labels).toEqual([label.staging, label.production, label.unnamed, ...ownEntries]);
});

test("the item has an icon, and a tooltip with the program's name alone", async ({ launch, host }) => {
  await launch();
  await host.ready();
  expect(host.items()).toHaveLength(1);
  expect(await host.property("ToolTip")).toEqual(["", [], "Keyrack", ""]);
  expect(await host.property("Status")).toBe("Active");
  const icons = await host.property<[width: number, height: number, argb: Buffer][]>("IconPixmap");
  expect(icons.length).toBeGreaterThan(0);
  for (const [width, height, argb] of icons) {
    expect(argb).toHaveLength(width * height * 4);
    const opaque = argb.filter((_byte, at) => at % 4 === 0).filter((alpha) => alpha > 0).length;
    expect(opaque, "something is drawn, and not a full square").toBeGreaterThan(width * height * 0.1);
    expect(opaque).toBeLessThan(width * height * 0.9);
  }
});

test("at most ten keys, and a line when signed out", async ({ launch, host }) => {
  const profile = temporaryFolder("profile");
  const connectionId = "0b8fbc0e-6f0c-4b8c-9d5d-3d9a7a3f1c11";
  const name = "Remote";
  const connection = { id: connectionId, kind: "remote", name, origin: "http://127.0.0.1:9", email: "a@b.c" };
  const kept = Array.from({ length: 12 }, (_, at) => ({
    ...{ connectionId, keyId: `key_${at}`, name: `Key ${String(at).padStart(2, "0")}`, start: "krk_9fK2" },
    ...{ last4: "x7Qd", lastUsedAt: null, lastCopiedAt: at === 11 ? "2026-11-23T10:00:00.000Z" : null },
  }));
  const settings = { connections: [{ ...connection, sessionStored: false }], activeConnectionId: connectionId, kept };
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, "settings.json"), JSON.stringify({ version: 1, ...settings }));
  await launch({ profile });
  await host.ready();
  const numbers = [11, 0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => `Key ${String(at).padStart(2, "0")}  (…x7Qd)`);
  await expect.poll(host.labels).toEqual([...numbers, "Signed out", ...ownEntries]);
});

test("a click puts that key on the clipboard, as another process reads it, and says so", async ({
  launch,
  host,
  notifications,
}) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  await generateKept(window, "Staging");
  const production = await generateKept(window, "Production API");
  await writeClipboard("something else");
  await host.open();
  await host.click("Production API");
  await expect.poll(readClipboard).toBe(production.value);
  await expect
    .poll(notifications.shown)
    .toEqual([{ id: 1, title: "Production API copied", body: "It is taken off the clipboard in 30 seconds." }]);
  expect((await host.labels())[0]).toContain("Production API");
});

test("no key's value travels over the bus, not in a label, a tooltip, a notification or to the keychain", async ({
  launch,
  host,
  notifications,
}) => {
  const traffic = await recordBus();
  const { window } = await launch();
  await useLocalWorkspace(window);
  const made = await generateKept(window, "Production API");
  await host.open();
  await host.click("Production API");
  await expect.poll(notifications.shown).toHaveLength(1);
  for (const name of ["ToolTip", "Title", "IconPixmap"]) await host.property(name);
  await forget(window, made);
  const bytes = await traffic.bytes();
  traffic.close();
  expect(bytes.includes(`Production API  (…${made.last4})`), "the labels were recorded").toBe(true);
  expect(bytes.includes("Production API copied"), "the notification was recorded").toBe(true);
  expect(bytes.includes("org.freedesktop.secrets"), "the keychain was recorded").toBe(true);
  expect(holdsSecret(bytes, made.value)).toBe(false);
});

test("names with ampersands, underscores, emoji, and of 64 characters", async ({ launch, host }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const names = ["Ask & Answer && more", "__init__ _x", "Läden 🗝️ 倉庫", "x".repeat(64)];
  const labels: string[] = [];
  for (const name of names) {
    const { last4 } = await generateKept(window, name);
    labels.push(`${name.length === 64 ? `${"x".repeat(39)}…` : name}  (…${last4})`);
  }
  const sorted = () => host.labels().then((all) => all.slice(0, 4).sort());
  await expect.poll(sorted).toEqual(labels.sort());
});

test("follows rename, revoke, forget and signing out", async ({ launch, host }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  const bridge = await bridgeOf(window);
  const keys = async () => (await host.labels()).slice(0, (await host.labels()).indexOf("---"));
  const [one, two, three] = [
    await generateKept(window, "One"),
    await generateKept(window, "Two"),
    await generateKept(window, "Three"),
  ];
  await expect.poll(keys).toHaveLength(3);
  await bridge.evaluate((keyrack, keyId) => keyrack.keys.rename({ keyId, name: "Uno" }), one.keyId);
  await expect.poll(keys).toContain(`Uno  (…${one.last4})`);
  await revoke(window, two.keyId);
  await expect.poll(keys).toEqual([`Three  (…${three.last4})`, `Uno  (…${one.last4})`]);
  await forget(window, three);
  await expect.poll(keys).toEqual([`Uno  (…${one.last4})`]);
  unwrap(await bridge.evaluate((keyrack) => keyrack.session.signOut({ forgetKept: false })));
  await expect.poll(keys).toEqual([`Uno  (…${one.last4})`, "Signed out"]);
});

test("says when the server cannot be reached; kept keys are copied all the same", async ({ launch, host }) => {
  const service = await startServiceProcess();
  const { window } = await launch();
  await connectToServer(window, { address: service.origin, email: service.email, password: service.password });
  const made = await generateKept(window, "Staging");
  await service.close();
  const bridge = await bridgeOf(window);
  expect(codeOf(await bridge.evaluate((keyrack) => keyrack.keys.refresh()))).toBe("connection-refused");
  await expect.poll(async () => (await host.labels()).slice(0, 2)).toEqual([`Staging  (…${made.last4})`, "Offline"]);
  await host.click("Staging");
  await expect.poll(readClipboard).toBe(made.value);
});

test("is rebuilt when something it shows has changed, and only then", async ({ launch, host }) => {
  const { window } = await launch();
  await useLocalWorkspace(window);
  await generateKept(window, "Production");
  await prefer(window, { keepNewKeys: false });
  await expect.poll(async () => (await host.labels())[0]).toContain("Production");
  const before = host.updates();
  const bridge = await bridgeOf(window);
  await generate(window, "Not kept");
  unwrap(await bridge.evaluate((keyrack) => keyrack.keys.refresh()));
  unwrap(await prefer(window, { clearAfter: 60 }));
  unwrap(await bridge.evaluate((keyrack) => keyrack.app.setAppearance({ appearance: "dark" })));
  // The one change that shows comes last, so that all signals of those before it have arrived with it.
  const { kept } = await readState(window);
  await bridge.evaluate((keyrack, keyId) => keyrack.keys.rename({ keyId, name: "Shown" }), kept[0]?.keyId ?? "");
  await expect.poll(async () => (await host.labels())[0]).toContain("Shown");
  expect(host.updates() - before).toBe(1);
});

test("two fast clicks are one copy, one notification and one timer", async ({ launch, host, notifications }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const made = await generateKept(window, "Production API");
  await app.evaluate(({ clipboard }) => {
    const counted = globalThis as unknown as { writes: number };
    counted.writes = 0;
    const { writeText } = clipboard;
    clipboard.writeText = (text: string) => {
      counted.writes += 1;
      return writeText.call(clipboard, text);
    };
  });
  const item = (await host.menu()).find(({ label }) => label.startsWith("Production API"));
  // The second comes before the keychain has answered the first.
  await whileKeyringWaits(() => Promise.all([host.clickId(item?.id ?? 0), host.clickId(item?.id ?? 0)]));
  await expect.poll(readClipboard).toBe(made.value);
  await expect.poll(notifications.shown).toHaveLength(1);
  // A third click, answered after all that the first two have set going.
  await host.click("Production API");
  await expect.poll(notifications.shown).toHaveLength(2);
  expect(await app.evaluate(() => (globalThis as unknown as { writes: number }).writes)).toBe(2);
});
