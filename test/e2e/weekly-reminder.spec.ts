/** The weekly reminder as the desktop gets it, over D-Bus: one a week, none within it, none when switched off. */
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { type LaunchOptions, type RunningApp, root } from "../support/app.ts";
import { readState } from "../support/bridge.ts";
import { emptyKeyring } from "../support/keyring.ts";
import type { NotificationServer } from "../support/notifications.ts";
import { comeBack } from "../support/remote-app.ts";
import { seedActiveKeys } from "../support/seeded-account.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { test } from "../support/tray-test.ts";
import { connectToServer } from "../support/walk.ts";

const timed: LaunchOptions = { before: join(root, "test/support/passing-hours.cjs") };
const week = 7 * 24;

/** Lets hours pass in main, which then does what it does once an hour. */
async function pass({ app }: RunningApp, hours: number): Promise<void> {
  const ended = await app.evaluate(
    (_electron, count) => (globalThis as unknown as { passHours(hours: number): number }).passHours(count),
    hours,
  );
  expect(ended, "main waits for the hour to pass").toBeGreaterThan(0);
}

/** Whoever looks at the window is told by it alone. */
async function lookAway({ app }: RunningApp): Promise<void> {
  const windows = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => [one.isVisible(), one.isFocused()]));
  // One that is still to be shown would be in sight again a moment later.
  await expect.poll(async () => (await windows())[0]?.[0]).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(windows).toEqual([[false, false]]);
}

/** All that have arrived by now, those of this test left out: they travel in the order in which they were sent. */
async function reminders({ app }: RunningApp, server: NotificationServer): Promise<string[]> {
  const mark = `mark ${server.shown().length}`;
  await app.evaluate(({ Notification }, title) => new Notification({ title }).show(), mark);
  await expect.poll(() => server.shown().at(-1)?.title).toBe(mark);
  return server
    .shown()
    .map(({ title, body }) => `${title}: ${body}`)
    .filter((one) => !one.startsWith("mark "));
}

const attention = (window: Page) => readState(window).then((state) => state.attention.length);

test("one a week: none after a restart, none without news, none when switched off", async ({
  launch,
  notifications,
}) => {
  await emptyKeyring();
  const service = await startServiceProcess();
  try {
    seedActiveKeys(service.data, [{ name: "Staging", age: 50, used: 45 }]);
    const first = await launch(timed);
    const { origin, email, password } = service;
    await connectToServer(first.window, { address: origin, email, password });
    await expect.poll(() => attention(first.window)).toBe(1);
    await lookAway(first);
    expect(await reminders(first, notifications), "nothing right after the start").toEqual([]);

    const one = /^1 thing needs attention: .*: “Staging” has not been used for 45 days\./;
    await pass(first, 1);
    const [reminder, ...others] = await reminders(first, notifications);
    expect(reminder).toMatch(one);
    expect(others).toEqual([]);

    // News within the week waits, also for whoever starts Keyrack again.
    seedActiveKeys(service.data, [{ name: null, age: 3, used: 1 }]);
    await comeBack(first);
    await expect.poll(() => attention(first.window)).toBe(2);
    await pass(first, 24);
    expect(await reminders(first, notifications)).toHaveLength(1);
    expect(await first.close()).toBe(0);

    const second = await launch({ ...timed, profile: first.profile });
    await expect.poll(() => readState(second.window).then(({ session }) => session.status)).toBe("signed-in");
    await expect.poll(() => attention(second.window)).toBe(2);
    await lookAway(second);
    await pass(second, 24);
    expect(await reminders(second, notifications)).toHaveLength(1);

    await pass(second, week);
    const [, next, ...more] = await reminders(second, notifications);
    expect(next).toMatch(
      /^2 things need attention: .*“Staging” has not been used for 53 days\..*Overview has the rest/,
    );
    expect(more).toEqual([]);
    await pass(second, week);
    expect(await reminders(second, notifications), "the same again is no news").toHaveLength(2);

    const shown = notifications.shown().find(({ title }) => title.startsWith("2 things"));
    await notifications.click(shown?.id ?? 0);
    const overview = second.window.getByRole("button", { name: /^Overview/ });
    await expect(overview, "a click on it leads to Overview").toHaveAttribute("aria-current", "page");

    await second.window.getByRole("button", { name: "Settings" }).click();
    await second.window.getByRole("tab", { name: "Attention" }).click();
    await second.window.getByRole("switch", { name: "Weekly reminder" }).click();
    await expect.poll(() => readState(second.window).then((s) => s.preferences.weeklyReminder)).toBe(false);
    seedActiveKeys(service.data, [{ name: null, age: 2, used: 1 }]);
    await comeBack(second);
    await expect.poll(() => attention(second.window)).toBeGreaterThan(2);
    await lookAway(second);
    await pass(second, 2 * week);
    expect(await reminders(second, notifications)).toHaveLength(2);
  } finally {
    await service.close();
  }
});
