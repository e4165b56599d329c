/** The window's shortcuts: how they are written, that the menu has the same, and what the sheet says of them. */
import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { connectionItems } from "../../../src-main/desktop/connection-items.ts";
import { menuTemplate } from "../../../src-main/desktop/menu-template.ts";
import { fixedCommands } from "../../../src-renderer/store/command-list.ts";
import { menuCommandIds } from "../../../src-renderer/store/commands.ts";
import { switchCommands } from "../../../src-renderer/store/connection-commands.ts";
import { shortcutSheet } from "../../../src-renderer/store/shortcut-sheet.ts";
import { acceleratorOf, anywhere, ariaKeys, keysText, onRow } from "../../../src-renderer/store/shortcuts.ts";
import { goodDay } from "../../gallery/states.ts";

const platforms = ["darwin", "linux", "win32"] as const;

/** All items of the menu, whatever menu they are in. */
function menuItems(platform: NodeJS.Platform) {
  const asked: string[] = [];
  const template = menuTemplate(
    { platform, appName: "Keyrack", connections: connectionItems(goodDay()) },
    { command: (command) => asked.push(command), switchTo: (id) => asked.push(id) },
  );
  const items = template.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
  const press = ({ click }: MenuItemConstructorOptions) => {
    (click as (item: object) => void)({});
    return asked.pop();
  };
  return { items, press };
}

describe.each(platforms)("on %s", (platform) => {
  const { items, press } = menuItems(platform);

  test("the menu and the commands have the same shortcuts", () => {
    const inMenu = items.filter(({ accelerator }) => accelerator).map((item) => [press(item), item.accelerator]);
    const named = Object.entries(menuCommandIds).flatMap(([name, id]) => {
      const shortcut = fixedCommands.find((command) => command.id === id)?.shortcut;
      return shortcut?.mod ? [[name, acceleratorOf(shortcut)]] : [];
    });
    const app = goodDay();
    const switches = switchCommands({ app, ui: { selectedKeyId: null } }).map(({ shortcut }, at) => [
      app.connections[at]?.id,
      shortcut && acceleratorOf(shortcut),
    ]);
    expect(inMenu.sort()).toEqual([...named, ...switches].sort());
    expect(named.length).toBeGreaterThanOrEqual(4);
  });

  test("every shortcut with Ctrl or Cmd is in the menu, which hears it", () => {
    const inMenu = items.map(({ accelerator }) => accelerator);
    for (const shortcut of Object.values(anywhere)) {
      if (shortcut.mod) expect(inMenu).toContain(acceleratorOf(shortcut));
    }
  });

  test("the palette and the sheet can be had from the menu", () => {
    expect(items.filter(({ id }) => id === "palette" || id === "shortcuts").map(press)).toEqual([
      "palette",
      "shortcuts",
    ]);
  });
});

test("shortcuts are written as the platform has them", () => {
  expect(keysText(anywhere.palette, "darwin")).toBe("⌘ K");
  expect(keysText(anywhere.palette, "linux")).toBe("Ctrl K");
  expect(keysText(onRow.revoke, "darwin")).toBe("⌫");
  expect(keysText(onRow.revoke, "win32")).toBe("Del");
  expect(ariaKeys(anywhere.generate, "darwin")).toBe("Meta+N");
  expect(ariaKeys(anywhere.generate, "linux")).toBe("Control+N");
  expect(ariaKeys(onRow.rename, "linux")).toBe("F2");
});

describe("the sheet", () => {
  const lines = (quickCopyShortcut: string | null = null, platform = "linux") =>
    shortcutSheet({ platform, quickCopyShortcut }).flatMap((section) => section.lines);

  test("has every fixed command that has a shortcut", () => {
    const said = lines().map(({ title, keys }) => `${title} ${keys.join()}`);
    const wanted = fixedCommands.flatMap(({ title, shortcut }) =>
      shortcut ? [`${title.replace("…", "")} ${keysText(shortcut, "linux")}`] : [],
    );
    expect(wanted.length).toBeGreaterThanOrEqual(8);
    expect(said).toEqual(expect.arrayContaining(wanted));
  });

  test("says nothing twice", () => {
    const titles = lines("CommandOrControl+Shift+Y").map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("shows quick copy's shortcut where there is one", () => {
    expect(lines().map(({ title }) => title)).not.toContain("Quick copy");
    expect(lines("CommandOrControl+Shift+Y").at(-1)).toEqual({ title: "Quick copy", keys: ["Ctrl+Shift+Y"] });
    expect(lines("CommandOrControl+Shift+Y", "darwin").at(-1)?.keys).toEqual(["⇧⌘Y"]);
  });
});
