/** Names as people really write them: refused where the contract says so, shown whole or cut neatly everywhere else. */
import { expect } from "@playwright/test";
import { sharedApp, test } from "../support/e2e.ts";
import { defaultSize, expectEqualRows, expectSoundLayout, minimumSize, resize } from "../support/layout.ts";
import {
  copyAndDone,
  generateKey,
  keyRow,
  openGenerate,
  openRevoke,
  revealDialog,
  revokeKey,
  useLocalWorkspace,
} from "../support/walk.ts";

// Each test goes on with the keys of the one before it.
test.describe.configure({ mode: "serial" });
const running = sharedApp();

test.beforeAll(() => useLocalWorkspace(running().window));

const tooLong = "1 character too long; 64 is the most.";
const forbidden = "A name cannot hold control or text-direction characters.";
const refused: [what: string, name: string, sentence: string][] = [
  ["65 characters", "n".repeat(65), tooLong],
  ["65 emoji", "🔑".repeat(65), tooLong],
  ["a bell", "ring\u0007", forbidden],
  ["an escape sequence", "\u001b[31mred", forbidden],
  ["a C1 control", "next\u0085line", forbidden],
  ["a line separator", "one\u2028two", forbidden],
  ["a right-to-left override", "Production\u202egnigatS", forbidden],
  ["an isolate", "\u2067Production", forbidden],
];
for (const [what, name, sentence] of refused) {
  test(`a name with ${what} is refused while it is typed`, async () => {
    const { window } = running();
    const dialog = await openGenerate(window);
    const field = dialog.getByLabel("Name");
    await field.fill(name);
    await expect(field).toHaveAccessibleDescription(new RegExp(sentence));
    const button = dialog.getByRole("button", { name: "Generate Key" });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await field.press("Enter");
    await expect(field).toHaveValue(name);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByText("No keys yet")).toBeVisible();
  });
}

test("the look at the layout sees what spills over", async () => {
  const { window } = running();
  await window.evaluate(() => {
    const box = document.createElement("main");
    box.id = "spill";
    box.style.width = "40px";
    box.style.whiteSpace = "nowrap";
    box.textContent = "wider than its box";
    document.body.append(box);
  });
  await expect(expectSoundLayout(window)).rejects.toThrow("spills over");
  await window.evaluate(() => document.getElementById("spill")?.remove());
  await expectSoundLayout(window);
});

const family = "👩‍👩‍👧‍👦";
const accepted: [what: string, name: string][] = [
  ["64 wide letters", "W".repeat(64)],
  ["emoji of many code points", `${family} Lager ${family} 🇳🇱`],
  ["right to left", "מפתח ייצור עבור מחסן רוטרדם"],
  ["64 emoji", "🔑".repeat(64)],
  ["combining marks and markup", "Z̴̡̛͎̞͗a̶l̷g̸o <b>&amp;</b> %s"],
];

test("other names are shown as they were typed, in the modal and in the list, at both sizes", async () => {
  const { app, window } = running();
  for (const [what, name] of accepted) {
    await generateKey(window, name);
    await expect(revealDialog(window), what).toHaveAccessibleName(`${name} is ready`);
    for (const size of [minimumSize, defaultSize]) {
      await resize(app, window, size);
      await expectSoundLayout(window);
    }
    await copyAndDone(window);
    const row = keyRow(window, "Active Keys", name);
    await expect(row.getByRole("rowheader")).toContainText(name);
    await expect(row.getByRole("rowheader").getByTitle(name), "the whole name is there on hover").toBeVisible();
  }
  for (const size of [minimumSize, defaultSize]) {
    await resize(app, window, size);
    await expectSoundLayout(window);
    await expectEqualRows(window);
  }
});

test("a right-to-left name runs its own way without turning its row around", async () => {
  const { window } = running();
  const name = accepted[2]?.[1] ?? "";
  const row = keyRow(window, "Active Keys", name);
  const { direction, nameLeft, buttonLeft } = await row.evaluate((element) => {
    const shown = element.querySelector("bdi") ?? element;
    const button = element.querySelector("button") ?? element;
    return {
      direction: getComputedStyle(shown).direction,
      nameLeft: shown.getBoundingClientRect().left,
      buttonLeft: button.getBoundingClientRect().left,
    };
  });
  expect(direction).toBe("rtl");
  expect(nameLeft).toBeLessThan(buttonLeft);
});

test("the question whether to revoke names even the longest key, and the revoked list holds it", async () => {
  const { app, window } = running();
  for (const size of [minimumSize, defaultSize]) {
    await resize(app, window, size);
    const dialog = await openRevoke(window, "W".repeat(64));
    await expectSoundLayout(window);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
  }
  await revokeKey(window, "W".repeat(64), "M".repeat(200));
  await revokeKey(window, accepted[2]?.[1] ?? "", "לא בשימוש יותר");
  for (const size of [minimumSize, defaultSize]) {
    await resize(app, window, size);
    await expectSoundLayout(window);
    await expectEqualRows(window);
  }
});

test("a name that is taken warns and does not block; blanks around it do not count", async () => {
  const { window } = running();
  const taken = accepted[4]?.[1] ?? "";
  const dialog = await openGenerate(window);
  await dialog.getByLabel("Name").fill(`  ${taken}  `);
  await expect(dialog.getByText("Another active key has this name.")).toBeVisible();
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(revealDialog(window)).toHaveAccessibleName(`${taken} is ready`);
  await copyAndDone(window);
});
