/** Changes whose answer is wrong, late or lost: what was typed stays, and the list ends up as the server has it. */
import { expect } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { tokensInKeyring } from "../support/keyring.ts";
import { firstKeys, only, sharedRemoteApp } from "../support/remote-app.ts";
import { type Answer, json, problem } from "../support/unreliable-server.ts";
import { copyAndDone, keyRow, openGenerate, openRevoke, revealDialog } from "../support/walk.ts";

// Each test goes on with the keys of the one before it.
test.describe.configure({ mode: "serial" });
const remote = sharedRemoteApp();
const html: Answer = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Gateway" };

async function expectBothKeys(): Promise<void> {
  for (const name of firstKeys) await expect(keyRow(remote().window, "Active Keys", name)).toBeVisible();
}

const changeFaults: [name: string, answer: Answer, sentence: RegExp][] = [
  ["a 500", { status: 500 }, /has a problem of its own \(error 500\)\. Nothing here was lost/],
  ["HTML", html, /it is not a key management API/],
  ["a body that breaks the schema", json(200, {}), /sent an answer Keyrack cannot read/],
];
for (const [name, answer, sentence] of changeFaults) {
  test(`a revoke is answered with ${name}: the reason typed stays, and trying again works on`, async () => {
    const { window, server } = remote();
    server.fault(only("POST", /revoke$/, answer));
    const dialog = await openRevoke(window, "First");
    await dialog.getByLabel("Reason").fill("a reason typed once");
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(sentence);
    await expect(dialog.getByLabel("Reason")).toHaveValue("a reason typed once");
    await expect(dialog.getByRole("button", { name: "Revoke" })).not.toHaveAttribute("aria-disabled", "true");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expectBothKeys();
  });
}

test("too many requests while generating: the wait is shown and the name stays", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /api-keys$/, problem(429, "rate-limited", { "retry-after": "2" })));
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill("Waits");
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/try again in [12] s\.$/);
  await expect(dialog.getByRole("button", { name: /^Wait [12] s$/ })).toHaveAttribute("aria-disabled", "true");
  await expect(dialog.getByRole("button", { name: "Generate Key" })).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("Waits");
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

test("the answer to a create is lost: the key is not, and there is one of it", async () => {
  const { window, server } = remote();
  let lost = 0;
  server.fault((request) => {
    if (request.method !== "POST" || !request.path.endsWith("api-keys") || lost > 0) return null;
    lost += 1;
    return "lose";
  });
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill("Lost and found");
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  const value = await revealDialog(window).getByLabel("API key").inputValue();
  const answer = await fetch(`${remote().service.origin}/api/v1/keys/self`, {
    headers: { authorization: `ApiKey ${value}` },
  });
  expect(await answer.json()).toMatchObject({ name: "Lost and found", status: "active" });
  await copyAndDone(window);
  await expect(window.getByText("3 of 5 active")).toBeVisible();
  expect(lost).toBe(1);
});

test("the answer to a create stays lost: that is said, and the list is what the server holds", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /api-keys$/, "lose"));
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill("Never seen");
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/did not answer, so Keyrack cannot tell whether the key was made/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(keyRow(window, "Active Keys", "Never seen")).toBeVisible();
  await expect(window.getByText("4 of 5 active")).toBeVisible();
});

test("the answer to a revoke is lost: that is said, and reading the list again shows what happened", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /revoke$/, "lose"));
  const dialog = await openRevoke(window, "Never seen");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/^The connection to 127\.0\.0\.1:\d+ broke\./);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await window.getByRole("button", { name: "Retry" }).click();
  await expect(keyRow(window, "Revoked Keys", "Never seen")).toBeVisible();
  await expect(window.getByText("3 of 5 active")).toBeVisible();
});

test("the session ends in the middle of a revoke: nothing is lost, and signing in goes on from there", async () => {
  const { window, service } = remote();
  const [token = ""] = await tokensInKeyring();
  const dialog = await openRevoke(window, "First");
  await dialog.getByLabel("Reason").fill("left the company");
  await service.endSession(token);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "Your session has ended. Nothing was changed; sign in and try again.",
  );
  await expect(dialog.getByLabel("Reason")).toHaveValue("left the company");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await expectBothKeys();
  const panel = window.getByRole("region", { name: "Sign in" });
  await expect(panel).toContainText("Your session has ended. Sign in to go on; nothing was lost.");
  await expect(panel.getByLabel("E-mail")).toHaveValue(service.email);
  await panel.getByLabel("Password").fill("not the password");
  await panel.getByRole("button", { name: "Sign in" }).click();
  await expect(panel.getByText(/do not match/)).toBeVisible();
  await expectBothKeys();
  await panel.getByLabel("Password").fill(service.password);
  await panel.getByRole("button", { name: "Sign in" }).click();
  await expect(panel).toBeHidden();

  const again = await openRevoke(window, "First");
  await again.getByRole("button", { name: "Revoke" }).click();
  await expect(keyRow(window, "Revoked Keys", "First")).toBeVisible();
});
