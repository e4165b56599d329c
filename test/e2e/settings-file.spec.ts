/** A settings file that cannot be read: set aside under another name, defaults used, and said on screen. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { test } from "../support/e2e.ts";
import { expectList, keyRow, makeKey, useLocalWorkspace } from "../support/walk.ts";

const aside = /^settings\.unreadable-.*\.json$/;
const setAside = (profile: string) => readdirSync(profile).filter((name) => aside.test(name));

async function expectNotice(window: Page, sentence: RegExp): Promise<void> {
  await expect(window.getByText(sentence)).toBeVisible();
}

for (const [what, content, sentence] of [
  [
    "garbage",
    "{ this is no JSON",
    /^Your settings could not be read\. They were set aside as settings\.unreadable-\S+ and Keyrack started with its defaults\.$/,
  ],
  ["an empty file", "", /^Your settings could not be read\. They were set aside as/],
  ["a binary file", "\u0000\u0001\u0002".repeat(100), /^Your settings could not be read\. They were set aside as/],
  [
    "a newer version's file",
    JSON.stringify({ version: 999, connections: [] }),
    /^Your settings were written by a newer Keyrack and could not be read\. They were set aside as/,
  ],
] as const) {
  test(`${what} is set aside as it was, and that is said`, async ({ launch }) => {
    const profile = temporaryFolder("profile");
    writeFileSync(join(profile, "settings.json"), content);
    const { window } = await launch({ profile });
    await expectNotice(window, sentence);
    const [name = ""] = setAside(profile);
    expect(readFileSync(join(profile, name), "utf8")).toBe(content);

    // It works all the same, and the new file is a good one.
    await useLocalWorkspace(window);
    await expect
      .poll(() => JSON.parse(readFileSync(join(profile, "settings.json"), "utf8")).connections)
      .toHaveLength(1);
    expect(setAside(profile)).toEqual([name]);
  });
}

test("a folder in its place is set aside too", async ({ launch }) => {
  const profile = temporaryFolder("profile");
  mkdirSync(join(profile, "settings.json"));
  const { window } = await launch({ profile });
  await expectNotice(window, /^Your settings could not be read\./);
  await useLocalWorkspace(window);
  expect(setAside(profile)).toHaveLength(1);
});

test("what can be read of a damaged file is kept, and the notice can be dismissed for good", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  await makeKey(first.window, "Kept");
  await first.close();
  const path = join(first.profile, "settings.json");
  const settings = JSON.parse(readFileSync(path, "utf8"));
  settings.connections.push({ id: "no uuid", kind: "remote" });
  settings.appearance = "sepia";
  writeFileSync(path, JSON.stringify(settings));

  const second = await launch({ profile: first.profile });
  await expectList(second.window);
  await expect(keyRow(second.window, "Active Keys", "Kept")).toBeVisible();
  const notice =
    /^Part of your settings could not be read\. They were set aside as \S+, and Keyrack kept the connections it could read\.$/;
  await expectNotice(second.window, notice);
  await second.window.getByRole("button", { name: "Dismiss" }).click();
  await expect(second.window.getByText(notice)).toBeHidden();
  await second.close();

  const third = await launch({ profile: first.profile });
  await expectList(third.window);
  await expect(third.window.getByText(notice)).toBeHidden();
});
