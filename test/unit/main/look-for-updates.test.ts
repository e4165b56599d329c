/** What a person hears of newer versions: each once, in a notice they can put away, and nothing when nobody answers. */
import { expect, test } from "vitest";
import type { NewerVersion } from "../../../src-main/ports.ts";
import { everyMs, firstLookMs, lookForUpdates } from "../../../src-main/use-cases/look-for-updates.ts";
import { dismissNotice } from "../../../src-main/use-cases/notices.ts";
import { fakeWorld } from "../../support/fake-ports.ts";

/** A world that has begun to look, and what the next look will find. */
function world() {
  const { context, clock } = fakeWorld();
  const feed = { newest: null as NewerVersion | null, looks: 0 };
  const stop = lookForUpdates(context, {
    async look() {
      feed.looks += 1;
      return feed.newest;
    },
  });
  const pass = async (ms: number) => {
    clock.pass(ms);
    await Promise.resolve();
    await Promise.resolve();
  };
  const notices = () => context.state.getState().notices.map(({ id, message }) => `${id}: ${message}`);
  return { context, feed, stop, pass, notices };
}

const byHand: NewerVersion = { version: "0.2.0", installsItself: false };

test("looks soon after the start, and then once a day", async () => {
  const { feed, pass } = world();
  await pass(firstLookMs - 1);
  expect(feed.looks).toBe(0);
  await pass(1);
  expect(feed.looks).toBe(1);
  await pass(everyMs - 1);
  expect(feed.looks).toBe(1);
  await pass(1);
  expect(feed.looks).toBe(2);
});

test("says nothing when there is nothing newer", async () => {
  const { pass, notices } = world();
  await pass(firstLookMs);
  expect(notices()).toEqual([]);
});

test("a version that the person installs", async () => {
  const { feed, pass, notices } = world();
  feed.newest = byHand;
  await pass(firstLookMs);
  expect(notices()).toEqual([
    "newer-version: Keyrack 0.2.0 is available; this is 0. Install it when it suits you: your keys and settings stay.",
  ]);
});

test("a version that comes with the next start", async () => {
  const { feed, pass, notices } = world();
  feed.newest = { ...byHand, installsItself: true };
  await pass(firstLookMs);
  expect(notices()).toEqual([expect.stringContaining("the next time you quit Keyrack")]);
});

test("put away, it does not come back; a still newer one does", async () => {
  const { context, feed, pass, notices } = world();
  feed.newest = byHand;
  await pass(firstLookMs);
  await dismissNotice(context, { noticeId: "newer-version" });
  await pass(everyMs);
  expect(feed.looks).toBe(2);
  expect(notices()).toEqual([]);
  feed.newest = { ...byHand, version: "0.3.0" };
  await pass(everyMs);
  expect(notices()).toEqual([expect.stringContaining("Keyrack 0.3.0")]);
});

test("stops when told to", async () => {
  const { feed, stop, pass } = world();
  stop();
  await pass(firstLookMs + everyMs);
  expect(feed.looks).toBe(0);
});
