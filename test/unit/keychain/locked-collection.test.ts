/** Whether the keyring is locked, asked of a real one on a bus of the test's own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isCollectionLocked } from "../../../src-main/keychain/locked-collection.ts";
import { type KeyringSession, openKeyringSession } from "../../support/keyring-session.ts";

describe.runIf(process.platform === "linux")("the default collection", () => {
  let session: KeyringSession;
  beforeEach(async () => {
    session = await openKeyringSession();
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", session.env.DBUS_SESSION_BUS_ADDRESS);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await session.close();
  });

  test("is not locked while it is unlocked, and locked afterwards", async () => {
    await session.start("unlocked");
    expect(await isCollectionLocked()).toBe(false);
    session.lock();
    expect(await isCollectionLocked()).toBe(true);
  });

  test("counts as not locked where there is no keyring, no answer or no bus: nothing is known", async () => {
    expect(await isCollectionLocked()).toBe(false);
    await session.start("unlocked");
    session.lock();
    session.freeze();
    expect(await isCollectionLocked()).toBe(false);
    session.thaw();
    for (const address of ["unix:path=/nonexistent/bus", undefined]) {
      vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address);
      expect(await isCollectionLocked()).toBe(false);
    }
  });
});
