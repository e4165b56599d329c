/** The main job as a screen reader's user has it: read over AT-SPI, and done by its actions on roles and names alone. */
import { expect } from "@playwright/test";
import { readClipboard, writeClipboard } from "../support/clipboard.ts";
import { test } from "../support/e2e.ts";
import { announceScreenReader, listen, pressTold, readable, type Told } from "../support/screen-reader.ts";

test.skip(process.platform !== "linux", "AT-SPI is Linux's; other systems have interfaces of their own.");

/** An element in a line: `push button “Copy”`. */
const line = ({ role, name }: Told) => `${role} “${name}”`;

/** Waits until these are told in this order, whatever stands between them, and answers all that is told then. */
async function expectTold(...wanted: string[]): Promise<Told[]> {
  return expectFocused(null, ...wanted);
}

/** The same, with the focus where `focused` says: it moves a moment after a dialog has come or gone. */
async function expectFocused(focused: string | null, ...wanted: string[]): Promise<Told[]> {
  let told: Told[] = [];
  await expect(async () => {
    told = await listen();
    const lines = told.map(line);
    let from = 0;
    for (const one of wanted) {
      const at = lines.indexOf(one, from);
      if (at < 0) expect(lines.slice(from), `in this order: ${wanted.join(", ")}`).toContain(one);
      from = at + 1;
    }
    if (focused !== null) expect(withState(told, "focused")).toEqual([focused]);
  }).toPass({ timeout: 20_000 });
  return told;
}

/** Presses a button as soon as it is told of. */
async function press(role: string, name: string): Promise<void> {
  await expect(() => pressTold(role, name)).toPass({ timeout: 20_000 });
}

const withState = (told: Told[], state: string) => told.filter(({ states }) => states.includes(state)).map(line);

/** What stands in the live region at the window's foot, which every remark goes through. */
function said(told: Told[]): string[] {
  const at = told.findLastIndex(({ attributes }) => attributes.live === "polite");
  expect(told[at]?.attributes, "a region that a screen reader watches").toMatchObject({
    live: "polite",
    atomic: "true",
  });
  return told.slice(at + 1).map(({ name }) => name);
}

test("sign in, generate, copy, revoke: each is told by role and name, and what happened is said", async ({
  launch,
}) => {
  test.setTimeout(120_000);
  await announceScreenReader();
  const { window } = await launch({ ...readable, onOverview: true });

  await test.step("the first run", async () => {
    await expectTold("heading “Welcome to Keyrack”", "push button “Use the Local workspace”");
    await press("push button", "Use the Local workspace");
  });

  await test.step("Overview: where one is, and the ways from there", async () => {
    const told = await expectFocused(
      "push button “Overview”",
      "document web “Local workspace – Keyrack”",
      "landmark “Keyrack”",
      "push button “Connection: Local workspace, Online”",
      "push button “Overview”",
      "push button “Activity”",
      "push button “Commands”",
      "push button “Settings”",
      "heading “Overview”",
      "push button “Generate New Key”",
      "heading “Active keys”",
      "landmark “Recent activity”",
    );
    expect(told.find(({ name }) => name === "Overview")?.attributes.current).toBe("page");
    await press("push button", "Settings");
  });

  await test.step("API Keys", async () => {
    const told = await expectTold("page tab list “Settings”", "page tab “API Keys”", "heading “API Keys”");
    expect(withState(told, "selected")).toEqual(["page tab “API Keys”"]);
    await press("push button", "Generate New Key");
  });

  await test.step("generating: the dialog says what it is for, and what stands behind it is silent", async () => {
    const told = await expectFocused(
      "entry “Name (optional)”",
      "dialog “Generate New Key”",
      "entry “Name (optional)”",
      "push button “Generate Key”",
    );
    expect(told.find(({ role }) => role === "dialog")?.description).toMatch(/^Name it after the place/);
    expect(told.map(line)).not.toContain("push button “Settings”");
    await window.keyboard.type("Production");
    await press("push button", "Generate Key");
  });

  await test.step("the new key is told once, with Copy focused; that it is copied is said", async () => {
    const told = await expectFocused(
      "push button “Copy”",
      "dialog “Production is ready”",
      "entry “API key”",
      "push button “Copy”",
      "check box “Keep on this computer for quick copy”",
      "combo box “Warehouse”",
      "push button “Done”",
    );
    expect(
      said(
        told.slice(
          0,
          told.findIndex(({ role }) => role === "dialog"),
        ),
      ),
    ).toEqual([]);
    let key = "";
    await expect(async () => {
      key = (await listen()).find(({ name }) => name === "API key")?.text ?? "";
      expect(key).toMatch(/^krk_[A-Za-z0-9]{38}$/);
    }).toPass({ timeout: 20_000 });
    await writeClipboard("something else");
    await press("push button", "Copy");
    const after = await expectTold("text “Copied”", "dialog “Production is ready”", "push button “Copied”");
    expect(
      said(
        after.slice(
          0,
          after.findIndex(({ role }) => role === "dialog"),
        ),
      ),
    ).toEqual(["Copied"]);
    expect(await readClipboard()).toBe(key);
    await press("push button", "Done");
  });

  await test.step("the list: a named table, a row with a name, and what can be done with its key", async () => {
    const told = await expectFocused(
      "push button “Generate New Key”",
      "landmark “Active Keys”",
      "text “1 of 5 active”",
      "table “Active Keys”",
      "column header “Name”",
      "column header “Last used”",
      "row header “Production”",
      "table cell “Never”",
      "push button “Copy Production”",
      "push button “Revoke Production”",
      "push button “More for Production”",
    );
    expect(told.map(line).join("\n")).toMatch(/table row “Production, krk_\w{4}••••\w{4}”/);
    expect(
      told.some(({ text }) => text !== ""),
      "the key is gone",
    ).toBe(false);
    await press("push button", "Revoke Production");
  });

  await test.step("revoking: a question with the safe answer focused; that it is done is said", async () => {
    await expectFocused(
      "push button “Cancel”",
      "alert “Revoke “Production”?”",
      "push button “Cancel”",
      "push button “Revoke”",
    );
    await press("push button", "Revoke");
    const after = await expectTold("table “Revoked Keys”", "row header “Production”", "text “Revoked Production”");
    expect(said(after)).toEqual(["Revoked Production"]);
  });
});
