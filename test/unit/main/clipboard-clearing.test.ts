/** Taking a copied key off the clipboard again, against a clipboard and a clock of the test's own. */
import { describe, expect, test } from "vitest";
import { clearClipboard, expectClearing } from "../../../src-main/use-cases/clipboard-clearing.ts";
import type { ClearAfter } from "../../../src-preload/contract/preferences.ts";
import { fakeWorld } from "../../support/fake-ports.ts";

const secret = "krk_9fK2_the_whole_value_x7Qd";

/** A world in which the key was just copied. */
function copied(clearAfter: ClearAfter = 30) {
  const world = fakeWorld();
  const { context, clipboard } = world;
  context.state.setState(({ preferences }) => ({ preferences: { ...preferences, clearAfter } }));
  const copy = (label = "Production API", value = secret) => {
    clipboard.text = value;
    expectClearing(context, label, value);
  };
  copy();
  const holding = () => context.state.getState().clipboard.holding;
  /** Lets what a timer has set going come to its end. */
  const settle = () => clearClipboard(context);
  return { ...world, copy, holding, settle };
}

test("after the set time, not a moment before", async () => {
  const { clipboard, clock, holding, settle } = copied();
  expect(holding()).toEqual({ label: "Production API", clearsAt: "2026-11-23T10:00:30.000Z" });
  clock.pass(29_999);
  expect([clipboard.text, holding()?.label]).toEqual([secret, "Production API"]);
  clock.pass(1);
  await settle();
  expect([clipboard.text, holding()]).toEqual(["", null]);
});

test("never: no timer, and it is cleared on request", async () => {
  const { clipboard, clock, holding, context } = copied(0);
  expect(holding()?.clearsAt).toBeNull();
  clock.pass(1_000_000);
  expect(clipboard.text).toBe(secret);
  expect(await clearClipboard(context)).toEqual({ ok: true, value: null });
  expect(clipboard.text).toBe("");
});

test("a second copy begins anew, with one timer", async () => {
  const { clipboard, clock, copy, holding, settle } = copied();
  clock.pass(20_000);
  copy("Staging", "krk_staging_value");
  clock.pass(20_000);
  expect([clipboard.text, holding()?.label]).toEqual(["krk_staging_value", "Staging"]);
  clock.pass(10_000);
  await settle();
  expect(clipboard.text).toBe("");
});

test("what is not ours is left alone, on each of the two clipboards", async () => {
  const { clipboard, context } = copied();
  clipboard.text = "mine";
  clipboard.primary = secret;
  expect((await clearClipboard(context)).ok).toBe(true);
  expect([clipboard.text, clipboard.primary]).toEqual(["mine", ""]);
});

test("a second request has nothing to do", async () => {
  const { clipboard, context } = copied();
  await clearClipboard(context);
  clipboard.text = secret;
  expect((await clearClipboard(context)).ok).toBe(true);
  expect(clipboard.text, "a copy that is none of ours").toBe(secret);
});

test("only a hash is remembered", () => {
  const { context } = copied();
  expect(context.held.copiedHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify([context.held, context.state.getState()])).not.toContain(secret);
});

describe("when it cannot be verified that the key is gone, that is said", () => {
  const faults: Record<string, (world: ReturnType<typeof copied>) => void> = {
    "clearing does nothing": ({ clipboard }) => {
      clipboard.clear = async () => {};
    },
    "clearing throws": ({ clipboard }) => {
      clipboard.clear = async () => {
        throw new Error(secret);
      };
    },
    "reading throws": ({ clipboard }) => {
      clipboard.read = async () => {
        throw new Error(secret);
      };
    },
  };
  test.each(Object.keys(faults))("%s", async (name) => {
    const world = copied();
    faults[name]?.(world);
    const cleared = await clearClipboard(world.context);
    expect(cleared).toMatchObject({ ok: false, failure: { code: "clipboard-not-cleared" } });
    const { notices } = world.context.state.getState();
    expect(notices).toMatchObject([{ id: "clipboard-not-cleared", tone: "warning" }]);
    expect(JSON.stringify([cleared, notices])).not.toContain(secret);
  });

  test("the other clipboard is cleared all the same", async () => {
    const { clipboard, context } = copied();
    clipboard.primary = secret;
    const { clear } = clipboard;
    clipboard.clear = async (selection) => {
      if (selection === "primary") await clear.call(clipboard, selection);
    };
    await clearClipboard(context);
    expect(clipboard.primary).toBe("");
  });
});
