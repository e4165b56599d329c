/** Listening on D-Bus, on buses of the test's own: the tray's host, the signals that lock, and buses that are not there. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { isLockSignal, listenOnBus } from "../../../src-main/desktop/session-bus.ts";
import { connectBus } from "../../support/bus.ts";
import { type KeyringSession, openKeyringSession } from "../../support/keyring-session.ts";

const watcher = "org.kde.StatusNotifierWatcher";

describe("a signal means locked", () => {
  const signal = (iface: string, member: string, ...body: unknown[]) =>
    isLockSignal({ interface: iface, member, body });
  test("when a screen saver comes on, the session is locked, or sleep is near", () => {
    expect(signal("org.freedesktop.ScreenSaver", "ActiveChanged", true)).toBe(true);
    expect(signal("org.gnome.ScreenSaver", "ActiveChanged", true)).toBe(true);
    expect(signal("org.freedesktop.login1.Session", "Lock")).toBe(true);
    expect(signal("org.freedesktop.login1.Manager", "PrepareForSleep", true)).toBe(true);
  });
  test("and not when these end, or for anything else", () => {
    expect(signal("org.freedesktop.ScreenSaver", "ActiveChanged", false)).toBe(false);
    expect(signal("org.freedesktop.login1.Manager", "PrepareForSleep", false)).toBe(false);
    expect(signal("org.freedesktop.login1.Session", "Unlock")).toBe(false);
    expect(signal("org.freedesktop.ScreenSaver", "ActiveChanged")).toBe(false);
    expect(signal("org.freedesktop.ScreenSaver", "ActiveChanged", "true")).toBe(false);
    expect(signal("org.example", "Lock")).toBe(false);
    expect(signal("org.freedesktop.DBus", "NameAcquired", true)).toBe(false);
  });
});

describe.runIf(process.platform === "linux")("listening", () => {
  let session: KeyringSession;
  beforeEach(async () => {
    session = await openKeyringSession();
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", session.env.DBUS_SESSION_BUS_ADDRESS);
    vi.stubEnv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await session.close();
  });

  /** Listens until the test ends. */
  async function listen() {
    const hosts: boolean[] = [];
    let locks = 0;
    const stop = await listenOnBus({
      onTrayHost: (present) => hosts.push(present),
      onLock: () => {
        locks += 1;
      },
    });
    onTestFinished(() => stop());
    return { hosts, locks: () => locks };
  }

  test("says at once whether there is a host, and follows one that comes and goes", async () => {
    const { hosts } = await listen();
    expect(hosts).toEqual([false]);
    const host = await connectBus(session.env);
    await host.own(watcher);
    await vi.waitFor(() => expect(hosts).toEqual([false, true]));
    // Another program's name is none of ours.
    await host.own("org.kde.StatusNotifierWatcher.Other");
    host.close();
    await vi.waitFor(() => expect(hosts).toEqual([false, true, false]));
  });

  test("a host that was there before", async () => {
    const host = await connectBus(session.env);
    await host.own(watcher);
    expect((await listen()).hosts).toEqual([true]);
    host.close();
  });

  test("hears the screen savers, and only `true`", async () => {
    const { locks } = await listen();
    const saver = await connectBus(session.env);
    const say = (iface: string, active: boolean) => saver.emit("/ScreenSaver", iface, "ActiveChanged", "b", [active]);
    await say("org.freedesktop.ScreenSaver", false);
    await say("org.example.ScreenSaver", true);
    await say("org.freedesktop.ScreenSaver", true);
    await say("org.gnome.ScreenSaver", true);
    await vi.waitFor(() => expect(locks()).toBe(2));
    saver.close();
  });

  test.each([
    ["not set", undefined],
    ["led to nobody", "unix:path=/nonexistent/bus"],
    ["not an address", "nonsense"],
  ])("a session bus that is %s means no host, and is no fault", async (_what, address) => {
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address);
    vi.stubEnv("DISPLAY", undefined);
    expect((await listen()).hosts).toEqual([false]);
  });

  test("a system bus that does not answer holds up no tray", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keyrack-silent-"));
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(join(folder, "bus"), resolve));
    vi.stubEnv("DBUS_SYSTEM_BUS_ADDRESS", `unix:path=${join(folder, "bus")}`);
    const hosts: boolean[] = [];
    void listenOnBus({ onTrayHost: (present) => hosts.push(present), onLock: () => {} });
    await vi.waitFor(() => expect(hosts).toEqual([false]));
    silent.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
