/** Kept keys and what the server says of them; pasted values; what a person can choose. Against fakes of the ports. */
import { describe, expect, test } from "vitest";
import { encodeKeptEntry } from "../../../src-main/kept-keys.ts";
import { addKeyValue } from "../../../src-main/use-cases/add-key-value.ts";
import { changePreferences, registerShortcut } from "../../../src-main/use-cases/change-preferences.ts";
import { keepKey } from "../../../src-main/use-cases/keep-key.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { reconcileKept } from "../../../src-main/use-cases/reconcile-kept.ts";
import { renameKey } from "../../../src-main/use-cases/rename-key.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";
import { keptWorld, keptValue as value } from "../../support/kept-world.ts";

describe("what the server says", () => {
  test("a new name is known at once, an old key is forgotten at the next refresh and said", async () => {
    const { context, entries, keep, kept, server } = await keptWorld();
    await keep();
    await renameKey(context, { keyId: "key_1", name: "Billing" });
    expect(kept()).toMatchObject([{ name: "Billing" }]);
    server.keys = [];
    await refreshKeys(context);
    expect([entries(), kept()]).toEqual([[], []]);
    expect(context.state.getState().notices).toMatchObject([{ tone: "info", id: "forgotten-key_1" }]);
  });

  test("what the keychain refuses to forget is tried again at the next refresh", async () => {
    const { context, entries, keep, kept, secretStore } = await keptWorld();
    await keep();
    secretStore.state = "locked";
    await revokeKey(context, { keyId: "key_1", reason: null });
    expect([entries().length, kept().length]).toEqual([1, 1]);
    secretStore.state = "ok";
    await refreshKeys(context);
    expect([entries(), kept()]).toEqual([[], []]);
  });

  test("a key that is kept while the list is being worked through stays", async () => {
    const { context, entries, keep, kept, reference } = await keptWorld();
    const working = reconcileKept(context, reference.connectionId, []);
    await Promise.all([working, keep()]);
    expect([entries().length, kept().length]).toEqual([1, 1]);
  });

  test("keys of other connections are none of its business", async () => {
    const { context, kept } = await keptWorld();
    const elsewhere = "7f0c1a52-3f5e-4f5e-8f0a-2d4b7c1e9a10";
    await keepKey(context, { connectionId: elsewhere, apiKey: sampleKey(), value });
    await refreshKeys(context);
    await signOut(context, { forgetKept: true });
    expect(kept()).toMatchObject([{ connectionId: elsewhere }]);
  });
});

describe("adding a value", () => {
  const codeOf = async (adding: ReturnType<typeof addKeyValue>) => {
    const added = await adding;
    return added.ok ? "ok" : added.failure.code;
  };

  test("of the right key, from between quotes", async () => {
    const { account, context, secretStore } = await keptWorld();
    expect(await codeOf(addKeyValue(context, { keyId: "key_1", pasted: ` "${value}"\n` }))).toBe("ok");
    expect(secretStore.entries.get(account)).toBe(encodeKeptEntry(value));
  });

  test.each([
    ["of another shape", "krk_other_x7Qd", "value-mismatch"],
    ["with a blank in it", "krk_9fK2 key_1 x7Qd", "value-mismatch"],
    ["too long to be kept", `krk_9fK2${"key_1".repeat(120)}x7Qd`, "value-mismatch"],
    ["that the server does not know", "krk_9fK2_nobody_x7Qd", "value-refused"],
  ])("%s is refused", async (_what, pasted, code) => {
    const { context, entries, kept } = await keptWorld();
    expect(await codeOf(addKeyValue(context, { keyId: "key_1", pasted }))).toBe(code);
    expect([entries(), kept()]).toEqual([[], []]);
  });

  test("that the server knows as another key is refused", async () => {
    const { context, server } = await keptWorld();
    server.verifyKey = async () => ({ ok: true, value: { keyId: "key_2" } });
    expect(await codeOf(addKeyValue(context, { keyId: "key_1", pasted: value }))).toBe("value-refused");
  });

  test.each(["connection-refused", "timeout", "server-error", "rate-limited"] as const)(
    "when the server cannot say (%s) its shape has to do",
    async (code) => {
      const { context, server } = await keptWorld();
      server.fail(code);
      expect(await codeOf(addKeyValue(context, { keyId: "key_1", pasted: value }))).toBe("ok");
    },
  );

  test("for a row that is not there", async () => {
    const { context } = await keptWorld();
    expect(await codeOf(addKeyValue(context, { keyId: "key_9", pasted: value }))).toBe("not-found");
  });
});

describe("preferences", () => {
  test("a shortcut that is taken is refused, and everything stays as it was", async () => {
    const { context, desktop, settings } = fakeWorld();
    const before = context.state.getState().preferences;
    desktop.setShortcut = () => false;
    const changed = await changePreferences(context, { quickCopyShortcut: "Control+K", clearAfter: 10 });
    expect(changed).toMatchObject({ failure: { code: "shortcut-taken" } });
    expect(context.state.getState().preferences).toEqual(before);
    expect(settings.current().preferences).toEqual(before);
  });

  test("one that was taken at the start is said, and the same once more is another try", async () => {
    const { context, desktop } = fakeWorld();
    const failure = () => context.state.getState().desktop.shortcutFailure?.code;
    desktop.setShortcut = () => false;
    registerShortcut(context);
    expect(failure()).toBe("shortcut-taken");
    const { quickCopyShortcut } = context.state.getState().preferences;
    expect(await changePreferences(context, { clearAfter: 10 }), "other changes do not try").toMatchObject({
      ok: true,
    });
    expect(await changePreferences(context, { quickCopyShortcut })).toMatchObject({ ok: false });
    desktop.setShortcut = () => true;
    expect(await changePreferences(context, { quickCopyShortcut })).toMatchObject({ ok: true });
    expect(failure()).toBeUndefined();
  });

  test("start at login that the system does not take is not remembered", async () => {
    const { context, desktop } = fakeWorld();
    desktop.setStartAtLogin = async () => {
      throw Object.assign(new Error("no"), { code: "EROFS" });
    };
    const changed = await changePreferences(context, { startAtLogin: true });
    expect(changed).toMatchObject({ failure: { code: "start-at-login", message: expect.stringContaining("EROFS") } });
    expect(context.state.getState().preferences.startAtLogin).toBe(false);
  });
});
