/** The weekly reminder: at most one a week over all connections, only with news, only where it is welcome. */
import { describe, expect, test } from "vitest";
import { changePreferences } from "../../../src-main/use-cases/change-preferences.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { dismissAttention } from "../../../src-main/use-cases/dismiss-attention.ts";
import { endSession } from "../../../src-main/use-cases/end-session.ts";
import { keepAttention } from "../../../src-main/use-cases/keep-attention.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { remindWeekly } from "../../../src-main/use-cases/remind-weekly.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const hour = 3_600_000;
const week = 7 * 24 * hour;

/** Signed in with one unnamed key, and reminders that are only written down. */
async function world() {
  const made = fakeWorld();
  const { context, server, clock } = made;
  const recent = { createdAt: "2026-11-20T10:00:00.000Z", lastUsedAt: "2026-11-20T12:00:00.000Z" };
  const unnamed = (id: string) => sampleKey({ ...recent, id, name: null });
  server.keys = [unnamed("key_1")];
  // So far ahead that nothing else comes up in the weeks of a test.
  const far = { oldAfterDays: 3650, neverUsedAfterDays: 3650, idleAfterDays: 3650, expiringWithinDays: 1 };
  await changePreferences(context, { attention: far });
  keepAttention(context);
  const shown: { title: string; body: string }[] = [];
  const sight = { inSight: false };
  remindWeekly(context, { notify: (title, body) => shown.push({ title, body }), inSight: () => sight.inSight });
  const signIn = (address: string) => connect(context, { address, email: "ada@example.com", password: "right" });
  await signIn("https://api.example.com");
  /** Lets time pass hour by hour, as it does. */
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += hour) clock.pass(hour);
  };
  return { ...made, shown, sight, pass, signIn, unnamed };
}

test("waits an hour, then says what is most pressing", async () => {
  const { clock, shown, pass } = await world();
  clock.pass(hour - 1);
  expect(shown).toEqual([]);
  pass(hour);
  expect(shown).toEqual([
    {
      title: "1 thing needs attention: api.example.com",
      body: "krk_9fK2••••x7Qd has no name. Name it after what uses it.",
    },
  ]);
});

test("says how many there are", async () => {
  const { context, server, shown, pass, unnamed } = await world();
  server.keys = [unnamed("key_2"), unnamed("key_1")];
  await refreshKeys(context);
  pass(hour);
  expect(shown[0]?.title).toBe("2 things need attention: api.example.com");
  expect(shown[0]?.body).toContain("Overview has the rest");
});

describe("another one", () => {
  test("comes a week later, if there is something new", async () => {
    const { context, server, shown, pass, unnamed } = await world();
    pass(hour);
    server.keys = [unnamed("key_2"), unnamed("key_1")];
    await refreshKeys(context);
    pass(week - hour);
    expect(shown).toHaveLength(1);
    pass(hour);
    expect(shown).toHaveLength(2);
  });

  test("does not come about the same things, however long that is ago", async () => {
    const { shown, pass } = await world();
    pass(5 * week);
    expect(shown).toHaveLength(1);
  });

  test("comes about the same thing once it has been over and is true again", async () => {
    const { context, server, shown, pass, unnamed } = await world();
    pass(hour);
    server.keys = [sampleKey({ ...unnamed("key_1"), name: "Staging" })];
    await refreshKeys(context);
    server.keys = [unnamed("key_1")];
    await refreshKeys(context);
    pass(week - hour);
    expect(shown).toHaveLength(1);
    pass(hour);
    expect(shown).toHaveLength(2);
  });

  test("does not come sooner from another connection", async () => {
    const { shown, pass, signIn } = await world();
    pass(hour);
    await signIn("https://other.example.com");
    pass(week - hour);
    expect(shown).toHaveLength(1);
    pass(hour);
    expect(shown[1]?.title).toBe("1 thing needs attention: other.example.com");
    // What was said of the first is still known.
    await signIn("https://api.example.com");
    pass(2 * week);
    expect(shown).toHaveLength(2);
  });

  test("does not come after a restart either", async () => {
    const { context, settings, shown, pass } = await world();
    pass(hour);
    expect(settings.current().remindedAt).toBe("2026-11-23T11:00:00.000Z");
    const again: string[] = [];
    remindWeekly(context, { notify: (title) => again.push(title), inSight: () => false });
    pass(week);
    expect([shown.length, again.length]).toEqual([1, 0]);
  });

  test("does not come because this computer's clock was put back by a day", async () => {
    const { settings, shown, pass } = await world();
    await settings.update({ remindedAt: "2026-11-24T10:00:00.000Z" });
    pass(24 * hour);
    expect(shown).toEqual([]);
  });
});

describe("none comes", () => {
  test("when it is off in Settings", async () => {
    const { context, shown, pass } = await world();
    await changePreferences(context, { weeklyReminder: false });
    pass(week);
    expect(shown).toEqual([]);
  });

  test("while nobody is signed in", async () => {
    const { context, shown, pass } = await world();
    await endSession(context, context.state.getState().activeConnectionId ?? "", "ended");
    pass(week);
    expect(shown).toEqual([]);
  });

  test("when all of it was dismissed", async () => {
    const { context, shown, pass } = await world();
    await dismissAttention(context, { kind: "unnamed", keyId: "key_1" });
    pass(week);
    expect(shown).toEqual([]);
  });

  test("while somebody looks at the window; afterwards it does", async () => {
    const { sight, shown, pass } = await world();
    sight.inSight = true;
    pass(week);
    expect(shown).toEqual([]);
    sight.inSight = false;
    pass(hour);
    expect(shown).toHaveLength(1);
  });
});
