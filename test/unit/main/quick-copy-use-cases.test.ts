/** Keeping, copying and forgetting keys, against fakes of the ports. */
import { describe, expect, test } from "vitest";
import { encodeKeptEntry } from "../../../src-main/kept-keys.ts";
import { changePreferences } from "../../../src-main/use-cases/change-preferences.ts";
import { copyKeptKey } from "../../../src-main/use-cases/copy-kept-key.ts";
import { forgetKey } from "../../../src-main/use-cases/forget-key.ts";
import { generateKey } from "../../../src-main/use-cases/generate-key.ts";
import { keepNewKey } from "../../../src-main/use-cases/keep-key.ts";
import { revokeKey } from "../../../src-main/use-cases/revoke-key.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { keptWorld, keptValue as value } from "../../support/kept-world.ts";

describe("keeping", () => {
  test("a new key, where that is chosen: value into the keychain, name into the settings", async () => {
    const { context, entries, settings } = await keptWorld();
    await generateKey(context, { name: "Staging", expiresInDays: null });
    await expect.poll(entries).toHaveLength(1);
    expect(settings.current().kept).toMatchObject([{ name: "Staging", lastCopiedAt: null }]);
    expect(JSON.stringify([settings.current(), context.state.getState()])).not.toContain("secret_value");
  });

  test("a new key where that is not chosen: nothing, until the modal is asked to", async () => {
    const { context, entries, kept } = await keptWorld();
    await changePreferences(context, { keepNewKeys: false });
    const made = await generateKey(context, { name: null, expiresInDays: null });
    expect([entries(), kept()]).toEqual([[], []]);
    const keyId = made.ok ? made.value.id : "";
    expect(await keepNewKey(context, { keyId })).toMatchObject({ ok: true });
    expect(entries()).toHaveLength(1);
    expect(await keepNewKey(context, { keyId: "another" })).toMatchObject({ failure: { code: "key-not-held" } });
  });

  test.each(["locked", "denied", "unavailable"] as const)(
    "a keychain that is %s: said, and nothing is listed",
    async (state) => {
      const { context, kept, secretStore } = await keptWorld();
      secretStore.state = state;
      await generateKey(context, { name: null, expiresInDays: null });
      await expect.poll(() => context.state.getState().newKey?.keepFailure?.code).toBe("not-kept");
      expect(kept()).toEqual([]);
      expect(context.state.getState().newKey?.copied, "the key itself is there").toBe(false);
    },
  );

  test("a keychain that refuses a new value leaves the one before listed", async () => {
    const { keep, kept, secretStore } = await keptWorld();
    await keep();
    secretStore.state = "locked";
    expect(await keep()).toMatchObject({ ok: false });
    expect(kept()).toHaveLength(1);
  });

  test.each(["forget", "revoke", "sign out"])(
    "and %s at once leave nothing, however slow the keychain",
    async (how) => {
      const { context, entries, kept, keep, reference, secretStore } = await keptWorld();
      const { write } = secretStore;
      let open = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      secretStore.write = async (account, text) => {
        await gate;
        return write.call(secretStore, account, text);
      };
      const keeping = keep();
      const forgetting =
        how === "forget"
          ? forgetKey(context, reference)
          : how === "revoke"
            ? revokeKey(context, { keyId: "key_1", reason: null })
            : signOut(context, { forgetKept: true });
      open();
      await Promise.all([keeping, forgetting]);
      expect([entries(), kept()]).toEqual([[], []]);
      expect(context.held.keeping.size, "nothing is remembered of it").toBe(0);
    },
  );
});

describe("copying", () => {
  test("reads the keychain at that moment, moves the key to the top and says when it is cleared", async () => {
    const { clipboard, context, keep, kept, reference } = await keptWorld();
    await keep();
    expect(await copyKeptKey(context, reference)).toMatchObject({ ok: true });
    expect(clipboard.text).toBe(value);
    expect(kept()[0]?.lastCopiedAt).toBe("2026-11-23T10:00:00.000Z");
    expect(context.state.getState().clipboard.holding?.label).toBe("Production API");
    expect(JSON.stringify(context.state.getState())).not.toContain(value);
  });

  test("twice at once is one reading, one writing and one timer", async () => {
    const { clipboard, context, keep, reference, secretStore } = await keptWorld();
    await keep();
    let reads = 0;
    let writes = 0;
    const { read } = secretStore;
    secretStore.read = (account, options) => {
      reads += 1;
      return read.call(secretStore, account, options);
    };
    clipboard.write = async (text) => {
      writes += 1;
      clipboard.text = text;
    };
    await Promise.all([copyKeptKey(context, reference), copyKeptKey(context, reference)]);
    expect([reads, writes]).toEqual([1, 1]);
    await copyKeptKey(context, reference);
    expect([reads, writes], "a later one is another").toEqual([2, 2]);
  });

  test.each(["locked", "denied", "unavailable"] as const)(
    "a keychain that is %s: nothing copied, nothing lost",
    async (state) => {
      const { clipboard, context, keep, kept, reference, secretStore } = await keptWorld();
      await keep();
      secretStore.state = state;
      const copied = await copyKeptKey(context, reference);
      expect(copied).toMatchObject({ ok: false, failure: { code: `keychain-${state}` } });
      expect(context.state.getState().keychain.status).toBe(state);
      expect([clipboard.text, kept().length, secretStore.entries.size]).toEqual(["", 1, 2]);
      secretStore.state = "ok";
      expect(await copyKeptKey(context, reference)).toMatchObject({ ok: true });
    },
  );

  test.each(["nonsense", encodeKeptEntry("krk_another_x7Qd"), encodeKeptEntry("krk_9fK2_key_1_zzzz")])(
    "an entry that is not this key's value is forgotten: %s",
    async (text) => {
      const { account, clipboard, context, entries, keep, kept, reference, secretStore } = await keptWorld();
      await keep();
      secretStore.entries.set(account, text);
      const copied = await copyKeptKey(context, reference);
      expect(copied).toMatchObject({ failure: { code: "kept-unreadable" } });
      expect([clipboard.text, entries(), kept()]).toEqual(["", [], []]);
    },
  );

  test("a clipboard that refuses: not copied, and the key stays kept in its old place", async () => {
    const { clipboard, context, keep, kept, reference } = await keptWorld();
    await keep();
    clipboard.write = async () => {};
    expect(await copyKeptKey(context, reference)).toMatchObject({ failure: { code: "clipboard-refused" } });
    expect(kept()).toMatchObject([{ lastCopiedAt: null }]);
    expect(context.state.getState().clipboard.holding).toBeNull();
  });

  test("a key that is not kept", async () => {
    const { context, reference } = await keptWorld();
    expect(await copyKeptKey(context, reference)).toMatchObject({ failure: { code: "key-not-kept" } });
  });
});
