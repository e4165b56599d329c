/** Offline, for a person: the rows as they were, how old they are, when Keyrack tries again, and the way back by itself. */
import { expect, type Locator, type Page } from "@playwright/test";
import { readState } from "../support/bridge.ts";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { generateKept, prefer } from "../support/kept.ts";
import { emptyKeyring, tokensInKeyring } from "../support/keyring.ts";
import { comeBack, firstKeys, only, sharedRemoteApp } from "../support/remote-app.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { problem, startUnreliableServer } from "../support/unreliable-server.ts";
import { connectToServer, expectList, keyRow, makeKey } from "../support/walk.ts";

const strip = (window: Page) => window.getByRole("status").filter({ hasText: /^Offline, as of \d\d:\d\d today/ });
const count = (place: Locator) => place.getByRole("timer");

/** Nothing can be changed, with the reason beside it. */
async function expectLookOnly(window: Page): Promise<void> {
  const generate = window.getByRole("button", { name: "Generate New Key" });
  await expect(generate).toHaveAttribute("aria-disabled", "true");
  await expect(generate).toHaveAccessibleDescription("Offline: changes need the server.");
}

test.describe("while it runs", () => {
  const remote = sharedRemoteApp();

  test("going offline is said, counted down, and over by itself when the server is back", async () => {
    const { window, server } = remote();
    server.fault(() => "cut");
    await comeBack(remote());
    await expect(strip(window)).toContainText(/The connection to 127\.0\.0\.1:\d+ broke\. Nothing was lost/);
    for (const name of firstKeys) await expect(keyRow(window, "Active Keys", name)).toBeVisible();
    await expectLookOnly(window);
    // Each try waits longer than the one before, so sooner or later there are seconds to be seen passing.
    await expect(count(strip(window))).toHaveText(/^Next try in [2-9] s$/, { timeout: 60_000 });
    await expect(count(strip(window))).toHaveText("Next try in 1 s", { timeout: 20_000 });
    await expect(count(strip(window))).toHaveText("Trying…");
    server.fault(null);
    await expect(strip(window)).toBeHidden({ timeout: 60_000 });
    await expectList(window);
  });

  test("nothing moves while it counts", async () => {
    const { window, server } = remote();
    server.fault(() => "cut");
    await comeBack(remote());
    const boxes = () =>
      strip(window).evaluate((one) =>
        [one, ...one.querySelectorAll("button, p")].map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [x, y, width, height];
        }),
      );
    const seen = new Map<string, string>();
    for (const text of ["Trying…", /^Next try in \d s$/, "Trying…"]) {
      await expect(count(strip(window))).toHaveText(text, { timeout: 30_000 });
      seen.set(String(text), JSON.stringify(await boxes()));
    }
    expect(new Set(seen.values()).size).toBe(1);
  });

  test("Retry tries at once", async () => {
    const { window, server } = remote();
    server.fault(() => "cut");
    await comeBack(remote());
    // Long enough for the button to be there when it is pressed.
    await expect(count(strip(window))).toHaveText(/^Next try in [3-9] s$/, { timeout: 60_000 });
    server.fault(null);
    await strip(window).getByRole("button", { name: "Retry" }).click();
    await expect(strip(window)).toBeHidden();
    await expect(window.getByText("Up to date", { exact: true })).toBeVisible();
  });

  test("coming back to the window tries at once, whatever the countdown says", async () => {
    const { window, server } = remote();
    server.fault(() => "cut");
    await comeBack(remote());
    await expect(count(strip(window))).toHaveText(/^Next try in \d+ s$/);
    server.fault(null);
    await comeBack(remote());
    await expect(strip(window)).toBeHidden();
  });

  test("a list that has not changed is asked for with its validator, and answered without its rows", async () => {
    const { window, server } = remote();
    // A key was made since the list was last read, so one reading brings the validators first.
    const { asOf } = (await readState(window)).keys;
    await comeBack(remote());
    await expect
      .poll(async () => (await readState(window)).keys)
      .toMatchObject({ status: "ready", asOf: expect.not.stringMatching(asOf ?? "") });
    const asked: [string, unknown][] = [];
    server.fault(({ method, path, headers }) => {
      if (method === "GET") asked.push([path, headers["if-none-match"]]);
      return null;
    });
    await comeBack(remote());
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(2);
    server.fault(null);
    for (const [path, validator] of asked) expect(validator, path).toMatch(/^(W\/)?".+"$/);
    for (const [path, validator] of asked) {
      const [token = ""] = await tokensInKeyring();
      const answer = await fetch(`${server.origin}${path}`, {
        headers: { authorization: `Bearer ${token}`, "if-none-match": String(validator) },
      });
      expect([answer.status, await answer.text()]).toEqual([304, ""]);
    }
    await expectList(window);
  });

  test("too many requests: the pause the server asks for is kept, shown, and over by itself", async () => {
    const { window, server } = remote();
    server.fault(only("GET", /api-keys/, problem(429, "rate-limited", { "retry-after": "6" })));
    await comeBack(remote());
    const limited = window.getByRole("status").filter({ hasText: /^Not up to date, as of \d\d:\d\d today/ });
    await expect(limited).toContainText("Too many requests in a short time; nothing was lost.");
    await expect(count(limited)).toHaveText(/^Next try in [1-7] s$/);
    server.fault(null);
    const { length } = server.requests;
    await comeBack(remote());
    await expect(count(limited)).toHaveText("Next try in 2 s", { timeout: 20_000 });
    expect(server.requests, "no focus makes it ask sooner").toHaveLength(length);
    await expect(limited).toBeHidden({ timeout: 20_000 });
    expect(server.requests.length).toBeGreaterThan(length);
    await expectList(window);
  });
});

test("offline at the start: the rows are there, the session is kept, kept keys are copied, and it comes back by itself", async ({
  launch,
}) => {
  await emptyKeyring();
  const service = await startServiceProcess();
  const server = await startUnreliableServer(service.origin);
  const first = await launch();
  await connectToServer(first.window, { address: server.origin, email: service.email, password: service.password });
  const { value } = await generateKept(first.window, "Kept");
  await prefer(first.window, { keepNewKeys: false });
  await makeKey(first.window, "Elsewhere");
  const tokens = await tokensInKeyring();
  expect(await first.close()).toBe(0);

  server.fault(() => "cut");
  const { window } = await launch({ profile: first.profile });
  for (const name of ["Kept", "Elsewhere"]) await expect(keyRow(window, "Active Keys", name)).toBeVisible();
  await expect(strip(window)).toBeVisible();
  await expect(strip(window)).toContainText("Kept keys can still be copied.");
  await expect(count(strip(window))).toHaveText(/^(Next try in \d+ s|Trying…)$/);
  await expectLookOnly(window);
  await writeClipboard("something else");
  await keyRow(window, "Active Keys", "Kept").getByRole("button", { name: /^Copy/ }).first().click();
  await expect.poll(() => readClipboard()).toBe(value);
  expect(await tokensInKeyring(), "no outage takes the session away").toEqual(tokens);

  server.fault(null);
  await expect(strip(window)).toBeHidden({ timeout: 60_000 });
  await expectList(window);
  await server.close();
  await service.close();
});
