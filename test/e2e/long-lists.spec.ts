/** 10,000 revoked keys on a real service: the first screen, older ones, filter, order, keyboard, and a restart. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { bridgeOf } from "../support/bridge.ts";
import { sharedApp, test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { oldestName, seededName, seedRevokedKeys } from "../support/seeded-keys.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { connectToServer, expectList, openApiKeys, pressShortcut } from "../support/walk.ts";

const count = 10_000;
/** Rows that a screen shows, some more around it, and the head; whatever the screen's size in the tests. */
const fewRows = 100;

const running = sharedApp();
let service: ServiceProcess;

test.beforeAll(async () => {
  await emptyKeyring();
  service = await startServiceProcess();
  seedRevokedKeys(service.data, count);
  const { window } = running();
  await connectToServer(window, { address: service.origin, email: service.email, password: service.password });
});

test.afterAll(async () => {
  await service?.close();
});

const section = (window: Page) => window.getByRole("region", { name: "Revoked Keys" });
const rows = (window: Page) => section(window).locator("tr[data-row]");
const focused = (window: Page) => section(window).locator("tr[data-row]:focus");
const head = (window: Page, name: string) => section(window).getByRole("button", { name, exact: true });

/** What main holds: how many revoked keys, whether there are more, and as of when. Thousands of rows are not carried over here. */
async function whatIsRead(window: Page): Promise<{ rows: number; more: boolean; asOf: string | null }> {
  const keyrack = await bridgeOf(window);
  return keyrack.evaluate(async (bridge) => {
    const answer = await bridge.app.state();
    if (!answer.ok) throw new Error(answer.failure.message);
    const { revoked, keys } = answer.value;
    return { rows: revoked.rows.length, more: revoked.more, asOf: keys.asOf };
  });
}

async function expectFewRows(window: Page): Promise<void> {
  expect(await rows(window).count()).toBeLessThan(fewRows);
}

async function scrollToEnd(window: Page): Promise<void> {
  await window.getByRole("tabpanel").evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
}

async function violations(window: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: window })
    .setLegacyMode(true)
    .disableRules("region")
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

test("the first screen needs the first page alone; scrolling brings older keys", async () => {
  const { window } = running();
  await expect(rows(window)).toHaveCount(100);
  await expect(section(window)).toContainText("100+");
  expect(await whatIsRead(window)).toMatchObject({ rows: 100, more: true });
  await expect(rows(window).first()).toContainText(String(seededName(0, count)));
  for (const read of [200, 300, 400]) {
    await scrollToEnd(window);
    await expect.poll(async () => (await whatIsRead(window)).rows).toBeGreaterThanOrEqual(read);
  }
  await expect(section(window).getByRole("table")).toHaveAttribute("aria-rowcount", "-1");
  await expectFewRows(window);
});

test("Ctrl+F finds a key on the last page", async () => {
  const { app, window } = running();
  await pressShortcut(app, "F");
  const filter = window.getByLabel("Filter keys by name or hint");
  await expect(filter).toBeFocused();
  await window.keyboard.type("very first");
  await expect(section(window)).toContainText("1 of 10,000");
  await expect(rows(window)).toHaveCount(1);
  await expect(rows(window)).toContainText(oldestName);
  await expect(section(window).getByRole("status")).toHaveText("All 10,000 revoked keys are covered");
  const hint = await rows(window).locator("td").first().innerText();
  await filter.fill(hint);
  await expect(rows(window)).toHaveCount(1);
  await expect(rows(window)).toContainText(oldestName);
  await window.keyboard.press("ArrowDown");
  await expect(focused(window)).toContainText(oldestName);
  await filter.fill("");
  await expect(rows(window).first()).toContainText(String(seededName(0, count)));
  await expectFewRows(window);
});

test("End, Home and the page keys reach every row, and few are drawn", async () => {
  const { window } = running();
  await rows(window).first().focus();
  await window.keyboard.press("End");
  await expect(focused(window)).toContainText(oldestName);
  await expect(focused(window)).toHaveAttribute("aria-rowindex", String(count + 1));
  await expect(focused(window)).toBeInViewport({ ratio: 0.98 });
  await expectFewRows(window);
  await window.keyboard.press("PageUp");
  await expect(focused(window)).toBeInViewport({ ratio: 0.98 });
  await window.keyboard.press("ArrowDown");
  await expect(focused(window)).toBeInViewport({ ratio: 0.98 });
  await window.keyboard.press("Home");
  await expect(focused(window)).toContainText(String(seededName(0, count)));
  await expect(focused(window)).toBeInViewport({ ratio: 0.98 });
  await expectFewRows(window);
});

test("by name and back; axe finds nothing", async () => {
  const { window } = running();
  const first = rows(window).first();
  await head(window, "Name").click();
  await expect(first).toContainText("Inventory sync");
  await expect(section(window).getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await expectFewRows(window);
  expect(await violations(window)).toEqual([]);
  await head(window, "Name").click();
  await expect(first).toContainText(oldestName);
  await head(window, "Name").click();
  await expect(first).toContainText(String(seededName(0, count)));
  await expectFewRows(window);
});

test("a key revoked elsewhere comes without reading the others again", async () => {
  const { app, window } = running();
  const { asOf } = await whatIsRead(window);
  seedRevokedKeys(service.data, 1);
  const browserWindow = await app.browserWindow(window);
  await browserWindow.evaluate((one) => void one.emit("focus"));
  await expect(section(window)).toContainText("10,001");
  const now = await whatIsRead(window);
  expect(now).toMatchObject({ rows: count + 1, more: false });
  expect(now.asOf).not.toBe(asOf);
});

test("after a restart the first screen is there from the cache, and the rest on demand", async ({ launch }) => {
  const { profile, close } = running();
  await close();
  const again = await launch({ profile });
  await openApiKeys(again.window);
  await expectList(again.window);
  expect(await whatIsRead(again.window)).toMatchObject({ rows: 200, more: true });
  const read = async () => {
    await scrollToEnd(again.window);
    return (await whatIsRead(again.window)).rows;
  };
  await expect.poll(read).toBeGreaterThan(300);
});
