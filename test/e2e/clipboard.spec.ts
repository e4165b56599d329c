/** A copied key leaves the clipboard again: after a while, on quit, on lock, on request; what others have copied stays. */
import { expect, type Page } from "@playwright/test";
import { bridgeOf, readState } from "../support/bridge.ts";
import { connectBus } from "../support/bus.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { codeOf, copyKept, generateKept, type MadeKey, prefer, unwrap } from "../support/kept.ts";
import { startTrayHost } from "../support/tray-host.ts";
import { useLocalWorkspace } from "../support/walk.ts";

const holding = async (window: Page) => (await readState(window)).clipboard.holding;

/** Copies the key and sees it on the clipboard as another process does. */
async function copySeen(window: Page, key: MadeKey): Promise<void> {
  unwrap(await copyKept(window, key));
  expect(await readClipboard()).toBe(key.value);
}

test.describe("while Keyrack runs", () => {
  const running = sharedApp();
  let key: MadeKey;

  test.beforeAll(async () => {
    const { window } = running();
    await useLocalWorkspace(window);
    key = await generateKept(window, "Production API");
  });
  test.beforeEach(async () => {
    unwrap(await (await bridgeOf(running().window)).evaluate((keyrack) => keyrack.clipboard.clear()));
    unwrap(await prefer(running().window, { clearAfter: 30 }));
    await writeClipboard("", "primary");
    await writeClipboard("before");
  });

  test("it is cleared after the set time, and the state says when", async () => {
    const { window } = running();
    unwrap(await prefer(window, { clearAfter: 10 }));
    const start = Date.now();
    await copySeen(window, key);
    const held = await holding(window);
    expect(held?.label).toBe("Production API");
    const clearsAt = Date.parse(held?.clearsAt ?? "");
    expect(clearsAt - start).toBeGreaterThanOrEqual(10_000);
    expect(clearsAt - start).toBeLessThan(12_000);
    expect(JSON.stringify(await readState(window))).not.toContain(key.value.slice(8, -4));
    await expect.poll(readClipboard).toBe("");
    expect(Date.now()).toBeGreaterThanOrEqual(clearsAt);
    expect(await holding(window)).toBeNull();
  });

  test("copying again begins anew: the first time-out does not cut the second short", async () => {
    const { window } = running();
    unwrap(await prefer(window, { clearAfter: 10 }));
    await copySeen(window, key);
    const first = Date.parse((await holding(window))?.clearsAt ?? "");
    unwrap(await prefer(window, { clearAfter: 60 }));
    await copySeen(window, key);
    await expect.poll(() => Date.now()).toBeGreaterThan(first + 500);
    expect(await readClipboard()).toBe(key.value);
  });

  test("what somebody else has copied since survives, on both clipboards", async () => {
    const { window } = running();
    unwrap(await prefer(window, { clearAfter: 10 }));
    await copySeen(window, key);
    await writeClipboard("mine");
    await writeClipboard("selected", "primary");
    await expect.poll(() => holding(window)).toBeNull();
    // The answer comes after the clearing that was under way.
    unwrap(await (await bridgeOf(window)).evaluate((keyrack) => keyrack.clipboard.clear()));
    expect([await readClipboard(), await readClipboard("primary")]).toEqual(["mine", "selected"]);
  });

  test("the primary selection is cleared too where it holds the key, and only there", async () => {
    const { window } = running();
    await copySeen(window, key);
    // A person who selects the key with the mouse, and copies something else afterwards.
    await writeClipboard(key.value, "primary");
    await writeClipboard("mine");
    unwrap(await (await bridgeOf(window)).evaluate((keyrack) => keyrack.clipboard.clear()));
    expect([await readClipboard(), await readClipboard("primary")]).toEqual(["mine", ""]);
  });

  test("Clear now", async () => {
    const { window } = running();
    await copySeen(window, key);
    unwrap(await (await bridgeOf(window)).evaluate((keyrack) => keyrack.clipboard.clear()));
    expect(await readClipboard()).toBe("");
    expect(await holding(window)).toBeNull();
  });

  test("never: it stays, and nothing is counted down; Clear now works all the same", async () => {
    const { window } = running();
    unwrap(await prefer(window, { clearAfter: 0 }));
    await copySeen(window, key);
    expect(await holding(window)).toEqual({ label: "Production API", clearsAt: null });
    unwrap(await (await bridgeOf(window)).evaluate((keyrack) => keyrack.clipboard.clear()));
    expect(await readClipboard()).toBe("");
  });

  test("a new key copied from its modal is cleared as well", async () => {
    const { window } = running();
    const bridge = await bridgeOf(window);
    const { id: keyId } = unwrap(await bridge.evaluate((keyrack) => keyrack.keys.generate({ name: null })));
    unwrap(await bridge.evaluate((keyrack, id) => keyrack.keys.copyNew({ keyId: id }), keyId));
    expect(await readClipboard()).toMatch(/^krk_/);
    unwrap(await bridge.evaluate((keyrack) => keyrack.clipboard.clear()));
    expect(await readClipboard()).toBe("");
    unwrap(await bridge.evaluate((keyrack, id) => keyrack.keys.dismissNew({ keyId: id }), keyId));
  });

  for (const [iface, path] of [
    ["org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"],
    ["org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"],
  ] as const) {
    test(`${iface} says that the screen is locked: cleared; unlocked: not`, async () => {
      const { window } = running();
      const bus = await connectBus();
      const say = (active: boolean) => bus.emit(path, iface, "ActiveChanged", "b", [active]);
      await copySeen(window, key);
      await say(false);
      // Other signals of other programs mean nothing either.
      await bus.emit(path, "org.example.ScreenSaver", "ActiveChanged", "b", [true]);
      await bus.emit(path, iface, "AuthenticationRequestBegin", "", []);
      // Signals arrive in order: once a tray host has been noticed, all that was sent before has been heard.
      const host = await startTrayHost();
      await expect.poll(async () => (await readState(window)).desktop.tray).toBe("present");
      expect([await readClipboard(), (await holding(window))?.label]).toEqual([key.value, "Production API"]);
      host.close();
      await writeClipboard(key.value, "primary");
      await say(true);
      await expect.poll(readClipboard).toBe("");
      await expect.poll(() => readClipboard("primary")).toBe("");
      expect(await holding(window)).toBeNull();
      bus.close();
    });
  }

  test("a clipboard that does not let go is said", async () => {
    const { app, window } = running();
    await copySeen(window, key);
    const clear = await app.evaluateHandle(({ clipboard }) => clipboard.clear);
    await app.evaluate(({ clipboard }) => {
      clipboard.clear = async () => {};
    });
    const bridge = await bridgeOf(window);
    expect(codeOf(await bridge.evaluate((keyrack) => keyrack.clipboard.clear()))).toBe("clipboard-not-cleared");
    const { notices } = await readState(window);
    expect(notices).toContainEqual(expect.objectContaining({ id: "clipboard-not-cleared", tone: "warning" }));
    await app.evaluate(({ clipboard }, original) => {
      clipboard.clear = original;
    }, clear);
  });

  test("a clipboard that does not take it: not copied, and the clearing of the one before goes on", async () => {
    const { app, window } = running();
    await copySeen(window, key);
    const before = await holding(window);
    const write = await app.evaluateHandle(({ clipboard }) => clipboard.writeText);
    await app.evaluate(({ clipboard }) => {
      clipboard.writeText = async () => {
        throw new Error("no");
      };
    });
    expect(codeOf(await copyKept(window, key))).toBe("clipboard-refused");
    expect(await holding(window)).toEqual(before);
    expect((await readState(window)).kept.map(({ name }) => name)).toContain("Production API");
    await app.evaluate(({ clipboard }, original) => {
      clipboard.writeText = original;
    }, write);
  });
});

test("it is cleared on quit, and quitting waits for it; what others copied survives", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  const key = await generateKept(first.window, "Production API");
  await copySeen(first.window, key);
  // Kept by another process, it would outlive Keyrack.
  await writeClipboard(key.value, "primary");
  await writeClipboard(key.value);
  expect(await first.close()).toBe(0);
  expect([await readClipboard(), await readClipboard("primary")]).toEqual(["", ""]);

  const second = await launch({ profile: first.profile });
  await expect.poll(async () => (await readState(second.window)).kept).toHaveLength(1);
  await copySeen(second.window, key);
  await writeClipboard("mine");
  expect(await second.close()).toBe(0);
  expect(await readClipboard()).toBe("mine");
});

test("logind says that the session is locked, or that the computer is about to sleep: cleared", async ({
  launch,
  desktop,
}) => {
  // Another session's bus in the place of the system's, which no test may touch.
  const system = await desktop("absent");
  const { window } = await launch({ env: { DBUS_SYSTEM_BUS_ADDRESS: system.env.DBUS_SESSION_BUS_ADDRESS } });
  await useLocalWorkspace(window);
  const key = await generateKept(window, "Production API");
  const logind = await connectBus(system.env);
  await logind.own("org.freedesktop.login1");
  const path = "/org/freedesktop/login1";
  const sleep = (about: boolean) =>
    logind.emit(path, "org.freedesktop.login1.Manager", "PrepareForSleep", "b", [about]);
  const inSession = (member: string) =>
    logind.emit(`${path}/session/_31`, "org.freedesktop.login1.Session", member, "", []);
  await copySeen(window, key);
  // Until Keyrack listens to it, nobody hears.
  await expect
    .poll(async () => {
      await inSession("Lock");
      return readClipboard();
    })
    .toBe("");
  await copySeen(window, key);
  await inSession("Unlock");
  await sleep(false);
  expect(await readClipboard()).toBe(key.value);
  // The last thing, because Chromium closes its sockets before it sleeps, Playwright's too.
  await sleep(true);
  await expect.poll(() => readClipboard()).toBe("");
  logind.close();
});
