/** Overview and Activity against a real service: the first view, an account with a past, what is dismissed, and what others do. */
import { expect, type Locator, type Page } from "@playwright/test";
import { signInDirectly } from "../support/direct-admin.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { comeBack } from "../support/remote-app.ts";
import { addAdmin, addEvents, seedActiveKeys } from "../support/seeded-account.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import {
  copyAndDone,
  fillConnectForm,
  generateKey,
  keyRow,
  openApiKeys,
  revealDialog,
  startLocalWorkspace,
} from "../support/walk.ts";

const region = (window: Page, name: string) => window.getByRole("region", { name, exact: true });
const matters = (window: Page) => region(window, "Needs attention").getByRole("listitem");
const overview = (window: Page) => window.getByRole("button", { name: /^Overview/ });
const activity = (window: Page) => window.getByRole("button", { name: "Activity", exact: true });

async function sentences(window: Page): Promise<string[]> {
  return (await matters(window).getByRole("paragraph").allInnerTexts()).map((text) => text.trim());
}

/** Connects on the first run, until Overview is there. */
async function connect(window: Page, { origin, email, password }: ServiceProcess): Promise<void> {
  await window.getByRole("button", { name: "Connect to a server" }).click();
  await fillConnectForm(window, { address: origin, email, password });
  await expect(window.getByRole("heading", { name: "Overview" })).toBeVisible();
}

test.beforeEach(() => emptyKeyring());

test("the first view, from an empty rack to a key that is ready to copy", async ({ launch }) => {
  const { window } = await launch({ onOverview: true });
  await startLocalWorkspace(window);
  await expect(overview(window)).toHaveAttribute("aria-current", "page");
  await expect(window.getByText("0 of 5 active", { exact: true })).toBeVisible();
  await expect(window.getByText("No keys yet", { exact: false })).toBeVisible();

  await generateKey(window, "Staging");
  await revealDialog(window).getByRole("checkbox").check();
  await copyAndDone(window);
  await expect(window.getByText("1 of 5 active", { exact: true })).toBeVisible();
  await expect(region(window, "Needs attention")).toContainText("Nothing needs attention.");
  await region(window, "Ready to copy").getByRole("button", { name: "Copy Staging" }).click();
  await expect(region(window, "Ready to copy").getByRole("button", { name: "Copied Staging" })).toBeVisible();
  await expect(region(window, "Recent activity").getByRole("listitem").first()).toContainText("Key generated");

  // The guide's way to the keys is where it was.
  await openApiKeys(window);
  await expect(keyRow(window, "Active Keys", "Staging")).toBeVisible();
});

test("what needs attention in an account with a past; what is dismissed stays so after a restart", async ({
  launch,
}) => {
  const service = await startServiceProcess();
  try {
    seedActiveKeys(service.data, [
      { name: "Production API", age: 424, used: 0 },
      { name: "Staging", age: 50, used: 45 },
      { name: "staging", age: 9, used: null },
      { name: null, age: 3, used: 1 },
    ]);
    const first = await launch({ onOverview: true });
    await connect(first.window, service);
    const { window } = first;
    await expect(matters(window)).toHaveCount(5);
    expect((await sentences(window)).map((text) => text.replaceAll(/krk_\w{4}••••\w{4}/g, "krk"))).toEqual([
      "Staging has not been used for 45 days. Revoke it if nothing needs it.",
      "staging was generated 9 days ago and has never been used. Revoke it if nothing needs it.",
      "Production API is 424 days old. Replace it with a new key from time to time.",
      "staging (krk) has the same name as krk. Rename one, so that nobody revokes the wrong key.",
      "krk has no name. Name it after what uses it.",
    ]);
    await expect(overview(window)).toHaveAccessibleName(/5 need attention/);

    await test.step("each offers what can be done about it", async () => {
      await matters(window).filter({ hasText: "has no name" }).getByRole("button", { name: "Rename…" }).click();
      await window.getByRole("dialog").getByLabel("Name").fill("Label printer");
      await window.keyboard.press("Enter");
      await expect(matters(window)).toHaveCount(4);
      await matters(window).filter({ hasText: "never been used" }).getByRole("button", { name: "Revoke…" }).click();
      await window.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
      // Its namesake is alone now.
      await expect(matters(window)).toHaveCount(2);
      // As it goes, it gives the focus back.
      await expect(window.getByRole("alertdialog")).toHaveCount(0);
    });

    await test.step("dismissed by keyboard: the focus goes on to the next", async () => {
      await dismissButton(matters(window).first()).focus();
      await window.keyboard.press("Enter");
      await expect(matters(window)).toHaveCount(1);
      await expect(dismissButton(matters(window).first())).toBeFocused();
      await expect(window.getByRole("button", { name: "Show 1 dismissed" })).toBeVisible();
    });

    await first.close();
    const second = await launch({ profile: first.profile, onOverview: true });
    await expect(matters(second.window)).toHaveCount(1);
    await expect(matters(second.window)).toContainText("424 days old");
    await expect(second.window.getByText("Online", { exact: true })).toBeVisible();
    await second.window.getByRole("button", { name: "Show 1 dismissed" }).click();
    await expect(matters(second.window)).toHaveCount(2);

    await test.step("the thresholds are in Settings", async () => {
      await second.window.getByRole("button", { name: "Settings" }).click();
      await second.window.getByRole("tab", { name: "Attention" }).click();
      await second.window.getByRole("spinbutton", { name: "Old" }).fill("500");
      await second.window.keyboard.press("Enter");
      await overview(second.window).click();
      await expect(matters(second.window)).toHaveCount(1);
      await expect(matters(second.window)).toContainText("45 days");
    });
  } finally {
    await service.close();
  }
});

test("without its server the cached account is on Overview at once", async ({ launch }) => {
  const service = await startServiceProcess();
  seedActiveKeys(service.data, [{ name: "Staging", age: 50, used: 45 }]);
  const first = await launch({ onOverview: true });
  await connect(first.window, service);
  await expect(matters(first.window)).toHaveCount(1);
  await first.close();
  await service.close();

  const { window } = await launch({ profile: first.profile, onOverview: true });
  await expect(window.getByText("1 of 5 active", { exact: true })).toBeVisible();
  await expect(matters(window)).toContainText("45 days");
  await expect(window.getByText(/^Offline, as of/)).toBeVisible();
  await expect(matters(window).getByRole("button", { name: "Revoke…" })).toHaveAttribute("aria-disabled", "true");
  await expect(region(window, "Recent activity")).toContainText("as soon as that answers");
});

test("the activity shows what a second admin did, and one key's alone, however far back that lies", async ({
  launch,
}) => {
  const service = await startServiceProcess();
  try {
    addAdmin(service.data, { email: "marta@example.com", name: "Marta Kowalczyk" });
    const running = await launch({ onOverview: true });
    const { window } = running;
    await connect(window, service);
    const marta = { origin: service.origin, adminEmail: "marta@example.com", adminPassword: service.password };
    const admin = await signInDirectly(marta);
    const printer = await admin.create("Label printer");
    const { apiKey } = await admin.create("Nightly import");
    expect(await admin.selfStatus(printer.key)).toBe(200);
    await expect(signInDirectly({ ...marta, adminPassword: "not this one" })).rejects.toThrow("401");
    await admin.rename(apiKey.id, "Hourly import");
    await admin.revoke(apiKey.id, "Made by mistake");
    const newest = region(window, "Recent activity").getByRole("listitem").first();
    await expect(newest).toContainText(/Key revoked.*Hourly import.*Marta Kowalczyk/);

    const rows = window.locator("tr[data-row]");
    const filter = window.getByLabel("Filter activity by any of its words");
    await test.step("in plain words, by whom and from where", async () => {
      await activity(window).click();
      const told = (await rows.allInnerTexts()).map((text) =>
        text
          .split(/\s*[\n\t]\s*/)
          .slice(1)
          .join(" | "),
      );
      const from = "127.0.0.1";
      expect(told.slice(0, 7)).toEqual([
        expect.stringMatching(`^Key revoked \\| Made by mistake \\| Hourly import \\| Marta Kowalczyk.*${from}$`),
        expect.stringMatching("^Key renamed \\| from “Nightly import” to “Hourly import” \\| Hourly import"),
        expect.stringMatching(`^Sign-in failed.*Marta Kowalczyk.*${from}$`),
        expect.stringMatching(`^Key first used \\| Label printer.*${from}$`),
        expect.stringMatching("^Key generated \\| Nightly import \\| Marta Kowalczyk"),
        expect.stringMatching("^Key generated \\| Label printer \\| Marta Kowalczyk"),
        expect.stringMatching("^Signed in.*Marta Kowalczyk"),
      ]);
      await filter.fill("by mistake");
      await expect(rows).toHaveCount(1);
      await filter.press("Escape");
    });

    await test.step("a hundred at a time, and one key's without the others'", async () => {
      addEvents(service.data, 250);
      await comeBack(running);
      await expect(rows.first()).toContainText("Key renamed");
      const more = window.getByRole("button", { name: "Show more" });
      await expect(rows.filter({ hasText: "Label printer" })).toHaveCount(0);
      await openApiKeys(window);
      await keyRow(window, "Active Keys", "Label printer").getByRole("button", { name: /^More/ }).click();
      await window.getByRole("menuitem", { name: "Activity" }).click();
      await expect(rows).toHaveCount(2);
      await expect(rows.first()).toContainText(/Key first used.*Label printer/);
      await expect(rows.last()).toContainText(/Key generated.*Label printer/);
      await expect(more).toBeHidden();
      await window.getByRole("button", { name: "Only Label printer: show every key" }).click();
      await filter.fill("label printer");
      await expect(window.getByText("None of the newest 100 events matches.")).toBeVisible();
      await more.click();
      await expect(window.getByText("None of the newest 200 events matches.")).toBeVisible();
      await more.click();
      await expect(rows).toHaveCount(2);
      await expect(more, "there is nothing older").toBeHidden();
    });
  } finally {
    await service.close();
  }
});

const dismissButton = (matter: Locator) => matter.getByRole("button", { name: /^Dismiss/ });
