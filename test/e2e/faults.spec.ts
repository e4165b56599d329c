/** A server that goes wrong while its list is on screen: each fault its own sentence, the list stays, and nothing is lost. */
import { expect } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { comeBack, firstKeys, only, sharedRemoteApp } from "../support/remote-app.ts";
import { type Answer, type Fault, json, problem } from "../support/unreliable-server.ts";
import { expectList, keyRow } from "../support/walk.ts";

const remote = sharedRemoteApp();
const html: Answer = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Gateway" };

async function expectBothKeys(): Promise<void> {
  for (const name of firstKeys) await expect(keyRow(remote().window, "Active Keys", name)).toBeVisible();
}

const listFaults: [name: string, answer: ReturnType<Fault>, sentence: RegExp][] = [
  ["HTML", html, /it is not a key management API/],
  ["a 500", { status: 500 }, /has a problem of its own \(error 500\)/],
  ["a body that breaks the schema", json(200, { data: [{ id: 1 }] }), /sent an answer Keyrack cannot read/],
  [
    "429",
    problem(429, "rate-limited", { "retry-after": "90" }),
    /^Not up to date, as of .* Too many requests in a short time; nothing was lost\..*Next try in 1 min \d+ s/,
  ],
];
for (const [name, answer, sentence] of listFaults) {
  test(`the list is asked for and the answer is ${name}`, async () => {
    const { window, server } = remote();
    server.fault(only("GET", /api-keys/, answer));
    await comeBack(remote());
    const banner = window.getByRole("status").filter({ hasText: sentence });
    await expect(banner).toBeVisible();
    await expectBothKeys();
    server.fault(null);
    await banner.getByRole("button", { name: "Retry" }).click();
    await expect(banner).toBeHidden();
    await expectBothKeys();
  });
}

test("while offline, changes are refused with the reason and not queued", async () => {
  const { window, server } = remote();
  server.fault(() => "cut");
  await comeBack(remote());
  await expect(window.getByText(/^Offline, as of/)).toBeVisible();
  const generate = window.getByRole("button", { name: "Generate New Key" });
  await expect(generate).toHaveAttribute("aria-disabled", "true");
  await expect(generate).toHaveAccessibleDescription("Offline: changes need the server.");
  await expect(keyRow(window, "Active Keys", "First").getByRole("button", { name: /^Revoke/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  server.fault(null);
  await expectList(window);
  await expect(window.getByText("2 of 5 active")).toBeVisible();
});

test("the server goes away for good: the list stays, and says since when", async () => {
  const { window, server } = remote();
  await server.close();
  await comeBack(remote());
  await expect(window.getByText(/^Offline, as of .* Nothing answers at 127\.0\.0\.1:\d+/)).toBeVisible();
  await expectBothKeys();
});
