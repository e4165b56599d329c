/** Changes whose answer is wrong, late or lost: what was typed stays, and the list ends up as the server has it. */
import { expect, type Locator } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { firstKeys, only, sharedRemoteApp } from "../support/remote-app.ts";
import { type Answer, json, problem } from "../support/unreliable-server.ts";
import {
  copyAndDone,
  keyRow,
  openGenerate,
  openRevoke,
  revealDialog,
  revealedValue,
  revokeKey,
} from "../support/walk.ts";

// Each test goes on with the keys of the one before it.
test.describe.configure({ mode: "serial" });
const remote = sharedRemoteApp();
const html: Answer = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Gateway" };

const valueNotReceived = "The key was created but its value was not received. Revoke it and generate another.";

/** Asks for a key; answers the dialog, which says what became of it. */
async function generate(name: string): Promise<Locator> {
  const dialog = await openGenerate(remote().window);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  return dialog;
}

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
  const value = await revealedValue(window);
  const answer = await fetch(`${remote().service.origin}/api/v1/keys/self`, {
    headers: { authorization: `ApiKey ${value}` },
  });
  expect(await answer.json()).toMatchObject({ name: "Lost and found", status: "active" });
  await copyAndDone(window);
  await expect(window.getByText("3 of 5 active")).toBeVisible();
  expect(lost).toBe(1);
});

test("the answer stays lost, the list shows the key, and asking once more gets its value", async () => {
  const { window, server } = remote();
  const idempotencyKeys = new Set<unknown>();
  let lost = 0;
  server.fault(({ method, path, headers }) => {
    if (method !== "POST" || !path.endsWith("api-keys")) return null;
    idempotencyKeys.add(headers["idempotency-key"]);
    lost += 1;
    // As often as the transport tries by itself.
    return lost <= 3 ? "lose" : null;
  });
  await generate("Had after all");
  const value = await revealedValue(window);
  expect(value).toMatch(/^krk_/);
  expect([lost, idempotencyKeys.size]).toEqual([4, 1]);
  await copyAndDone(window);
  await expect(keyRow(window, "Active Keys", "Had after all")).toHaveCount(1);
  await expect(window.getByText(valueNotReceived)).toBeHidden();
  server.fault(null);
  await revokeKey(window, "Had after all");
});

test("the answer stays lost for good: exactly what happened is said, with the way out beside it", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /api-keys$/, "lose"));
  const dialog = await generate("Never seen");
  await expect(dialog.getByRole("alert")).toHaveText(valueNotReceived);
  await expect(window.getByText("4 of 5 active")).toBeVisible();
  server.fault(null);
  await dialog.getByRole("button", { name: "Revoke and generate another" }).click();
  await expect(revealDialog(window)).toBeVisible();
  await copyAndDone(window);
  await expect(keyRow(window, "Active Keys", "Never seen")).toHaveCount(1);
  await expect(keyRow(window, "Revoked Keys", "Never seen")).toContainText("Value not received");
  await expect(window.getByText("4 of 5 active")).toBeVisible();
  await expect(window.getByText(valueNotReceived)).toBeHidden();
  await revokeKey(window, "Never seen");
});

test("the answer is lost and so is the network: told once it is back, by itself, and the key is replaced from there", async () => {
  const { window, server } = remote();
  let sent = false;
  server.fault(({ method, path }) => {
    if (method !== "POST" || !path.endsWith("api-keys")) return sent ? "cut" : null;
    sent = true;
    return "lose";
  });
  const dialog = await generate("Into the dark");
  await expect(dialog.getByRole("alert")).toHaveText(/cannot tell whether the key was made/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const strip = window.getByRole("status");
  await expect(strip.filter({ hasText: "A key may have been created: Into the dark." })).toBeVisible();
  await expect(strip.filter({ hasText: /^Offline, as of/ })).toBeVisible();

  server.fault(null);
  const told = strip.filter({ hasText: valueNotReceived });
  await expect(told).toContainText(/Into the dark, krk_.{4}••••.{4}/);
  await expect(strip.filter({ hasText: /^Offline/ })).toBeHidden();
  await told.getByRole("button", { name: "Revoke and generate another" }).click();
  await expect(revealDialog(window)).toBeVisible();
  await copyAndDone(window);
  await expect(told).toBeHidden();
  await expect(keyRow(window, "Revoked Keys", "Into the dark")).toHaveCount(1);
  await revokeKey(window, "Into the dark");
});

test("a key whose value was not received can be left as it is", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /api-keys$/, "lose"));
  const dialog = await generate("Left alone");
  await expect(dialog.getByRole("alert")).toHaveText(valueNotReceived);
  await dialog.getByRole("button", { name: "Not now" }).click();
  const told = window.getByRole("status").filter({ hasText: valueNotReceived });
  await told.getByRole("button", { name: "Dismiss" }).click();
  await expect(told).toBeHidden();
  await expect(keyRow(window, "Active Keys", "Left alone")).toHaveCount(1);
  server.fault(null);
  await revokeKey(window, "Left alone");
});

test("the create never arrives: the list shows no such key, and generating again makes one, not two", async () => {
  const { window, server } = remote();
  const idempotencyKeys: unknown[] = [];
  let down = true;
  server.fault(({ method, path, headers }) => {
    if (method !== "POST" || !path.endsWith("api-keys")) return null;
    idempotencyKeys.push(headers["idempotency-key"]);
    return down ? "cut" : null;
  });
  const dialog = await generate("Second try");
  await expect(dialog.getByRole("alert")).toHaveText(/its list shows no such key now\. Press Generate Key again/);
  await expect(dialog.getByLabel("Name")).toHaveValue("Second try");
  down = false;
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(revealDialog(window)).toBeVisible();
  await copyAndDone(window);
  await expect(keyRow(window, "Active Keys", "Second try")).toHaveCount(1);
  expect(new Set(idempotencyKeys).size).toBe(1);
  server.fault(null);
});

test("the answer to a rename is lost: the list shows that it was done, so it was", async () => {
  const { window, server } = remote();
  server.fault((request) => (request.method === "PATCH" ? "lose" : null));
  await keyRow(window, "Active Keys", "Second try").focus();
  await window.keyboard.press("F2");
  const dialog = window.getByRole("dialog", { name: "Rename key" });
  await dialog.getByLabel("Name").fill("Renamed unheard");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog).toBeHidden();
  await expect(keyRow(window, "Active Keys", "Renamed unheard")).toBeVisible();
  await expect(window.getByText(/^Offline/)).toBeHidden();
});

test("the answer to a revoke is lost: the list shows that it was done, so it was", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /revoke$/, "lose"));
  const dialog = await openRevoke(window, "Renamed unheard");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog).toBeHidden();
  await expect(keyRow(window, "Revoked Keys", "Renamed unheard")).toBeVisible();
  await expect(window.getByText("3 of 5 active")).toBeVisible();
});

test("a revoke never arrives: that is said, doing it again is safe, and it is done", async () => {
  const { window, server } = remote();
  server.fault(only("POST", /revoke$/, "cut"));
  const dialog = await openRevoke(window, "Lost and found");
  await dialog.getByLabel("Reason").fill("typed once");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    /did not answer, and its list does not show the key as revoked\. Doing it again is safe/,
  );
  await expect(dialog.getByLabel("Reason")).toHaveValue("typed once");
  server.fault(null);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(keyRow(window, "Revoked Keys", "Lost and found")).toContainText("typed once");
});

test("a revoke is answered by nobody and the network is gone: once it is back, the question answers itself", async () => {
  const { window, server } = remote();
  let sent = false;
  server.fault(({ method, path }) => {
    if (method !== "POST" || !path.endsWith("revoke")) return sent ? "cut" : null;
    sent = true;
    return "lose";
  });
  const dialog = await openRevoke(window, "Second");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    /cannot tell whether the key was revoked\. Doing it again is safe/,
  );
  await expect(dialog.getByRole("button", { name: "Revoke" })).toHaveAttribute("aria-disabled", "true");
  server.fault(null);
  const answered = window.getByRole("alertdialog", { name: "“Second” is revoked already" });
  await answered.getByRole("button", { name: "Close" }).click();
  await expect(keyRow(window, "Revoked Keys", "Second")).toBeVisible();
});
