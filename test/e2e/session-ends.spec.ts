/** Sessions that end by themselves: the list stays, one place to sign in, and on from where the person was. */
import { expect, type Page } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { tokensInKeyring } from "../support/keyring.ts";
import { comeBack, firstKeys, only, sharedRemoteApp } from "../support/remote-app.ts";
import { type Answer, type Fault, problem } from "../support/unreliable-server.ts";
import { copyAndDone, keyRow, openGenerate, openRevoke, revealDialog } from "../support/walk.ts";

// Each test goes on with the keys of the one before it.
test.describe.configure({ mode: "serial" });
// With events the end is known before anybody asks (rotation.spec.ts); here it is found out by asking.
const remote = sharedRemoteApp({ without: ["events"] });
const panel = (window: Page) => window.getByRole("region", { name: "Sign in" });
const overDialog = (window: Page) => window.getByRole("dialog", { name: "Sign in to go on" });

/** Ends the session as another administrator would; answers its token. */
async function endElsewhere(): Promise<string> {
  const [token = ""] = await tokensInKeyring();
  await remote().service.endSession(token);
  return token;
}

async function expectBothKeys(): Promise<void> {
  for (const name of firstKeys) await expect(keyRow(remote().window, "Active Keys", name)).toBeVisible();
}

const html: Answer = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Gateway" };
const passing: [name: string, fault: ReturnType<Fault>][] = [
  ["500", { status: 500 }],
  ["503", { status: 503 }],
  ["403", problem(403, "forbidden")],
  ["403 that speaks of the session", problem(403, "session-expired")],
  ["429", problem(429, "rate-limited", { "retry-after": "1" })],
  ["a log-in page", html],
  ["a log-in page with 401", { ...html, status: 401 }],
  ["a broken connection", "cut"],
];
for (const [name, fault] of passing) {
  test(`${name} ends no session, and the keychain keeps its entry`, async () => {
    const { window, server } = remote();
    const tokens = await tokensInKeyring();
    server.fault(only("GET", /api-keys/, fault));
    await comeBack(remote());
    await expect(window.getByRole("status").filter({ hasText: /^(Offline|Not up to date), as of/ })).toBeVisible();
    await expectBothKeys();
    await expect(panel(window)).toBeHidden();
    expect(tokens).toHaveLength(1);
    expect(await tokensInKeyring()).toEqual(tokens);
    server.fault(null);
    await comeBack(remote());
    await expect(window.getByRole("status").filter({ hasText: /, as of/ })).toBeHidden({ timeout: 30_000 });
  });
}

test("it ends while the list is read: rows, tab and filter stay, and signing in goes on from there", async () => {
  const { window, service } = remote();
  await window.getByRole("button", { name: "Settings" }).click();
  await endElsewhere();
  await comeBack(remote());
  await expect(panel(window)).toContainText(
    /Your session has ended\. Sign in to go on; nothing was lost\. This is the list as of \d\d:\d\d today\./,
  );
  await expect(panel(window).getByLabel("E-mail")).toHaveValue(service.email);
  await expectBothKeys();
  await expect(window.getByRole("button", { name: "Generate New Key" })).toHaveAccessibleDescription(
    "Sign in to change keys.",
  );
  await expect.poll(() => tokensInKeyring(), { message: "401 takes the entry out of the keychain" }).toEqual([]);

  await panel(window).getByLabel("Password").fill("not the password");
  await panel(window).getByRole("button", { name: "Sign in" }).click();
  await expect(panel(window).getByText(/do not match/)).toBeVisible();
  await expectBothKeys();
  await panel(window).getByLabel("Password").fill(service.password);
  await panel(window).getByRole("button", { name: "Sign in" }).click();
  await expect(panel(window)).toBeHidden();
  await expect(window.getByRole("tab", { name: "API Keys" })).toHaveAttribute("aria-selected", "true");
  await expectBothKeys();
  expect(await tokensInKeyring()).toHaveLength(1);
});

test("it ends while a key is generated: the name typed is still there afterwards", async () => {
  const { window, service } = remote();
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill("Typed before");
  await endElsewhere();
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  const again = overDialog(window);
  await expect(again.getByLabel("E-mail")).toHaveValue(service.email);
  await expect(again.getByLabel("Password")).toBeFocused();
  await expect(panel(window), "one place to sign in").toBeHidden();
  await again.getByLabel("Password").fill(service.password);
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again).toBeHidden();
  await expect(dialog.getByLabel("Name")).toHaveValue("Typed before");
  await expect(dialog.getByRole("alert")).toBeHidden();
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(revealDialog(window)).toBeVisible();
  await copyAndDone(window);
  await expect(keyRow(window, "Active Keys", "Typed before")).toHaveCount(1);
});

test("it ends while a key is renamed", async () => {
  const { window, service } = remote();
  await keyRow(window, "Active Keys", "Typed before").focus();
  await window.keyboard.press("F2");
  const dialog = window.getByRole("dialog", { name: "Rename key" });
  await dialog.getByLabel("Name").fill("Another name");
  await endElsewhere();
  await dialog.getByRole("button", { name: "Rename" }).click();
  await overDialog(window).getByLabel("Password").fill(service.password);
  await overDialog(window).getByRole("button", { name: "Sign in" }).click();
  await expect(overDialog(window)).toBeHidden();
  await expect(dialog.getByLabel("Name")).toHaveValue("Another name");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(keyRow(window, "Active Keys", "Another name")).toBeVisible();
});

test("it ends while a key is revoked, and the person signs in later: the list and its panel are there", async () => {
  const { window, service } = remote();
  const dialog = await openRevoke(window, "First");
  await dialog.getByLabel("Reason").fill("left the company");
  await endElsewhere();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await overDialog(window).getByRole("button", { name: "Not now" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "Your session has ended. Nothing was changed; sign in and try again.",
  );
  await expect(dialog.getByLabel("Reason")).toHaveValue("left the company");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expectBothKeys();
  await panel(window).getByLabel("Password").fill(service.password);
  await panel(window).getByRole("button", { name: "Sign in" }).click();
  await expect(panel(window)).toBeHidden();

  const again = await openRevoke(window, "First");
  await again.getByRole("button", { name: "Revoke" }).click();
  await expect(keyRow(window, "Revoked Keys", "First")).toBeVisible();
});

test("it ends while the person looks at the foot of a long list: the panel is in sight, and the place is kept", async () => {
  const { app, window, service } = remote();
  const browserWindow = await app.browserWindow(window);
  await browserWindow.evaluate((one) => one.setContentSize(720, 420));
  const last = keyRow(window, "Revoked Keys", "First");
  await last.scrollIntoViewIfNeeded();
  const place = () => last.evaluate((row) => Math.round(row.getBoundingClientRect().top));
  const before = await place();
  await endElsewhere();
  await comeBack(remote());
  await expect(panel(window)).toBeInViewport();
  await panel(window).getByLabel("Password").fill(service.password);
  await panel(window).getByRole("button", { name: "Sign in" }).click();
  await expect(panel(window)).toBeHidden();
  await expect(last).toBeInViewport();
  await expect.poll(place).toBe(before);
});
