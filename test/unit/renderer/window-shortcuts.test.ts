/** The window's shortcuts: how they are written, that the menu has the same, and what the sheet says of them. */
import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { connectionItems } from "../../../src-main/desktop/connection-items.ts";
import { menuTemplate } from "../../../src-main/desktop/menu-template.ts";
import { fixedCommands } from "../../../src-renderer/store/command-list.ts";
import { menuCommandIds } from "../../../src-renderer/store/commands.ts";
import { switchCommands } from "../../../src-renderer/store/connection-commands.ts";
import { shortcutSheet } from "../../../src-renderer/store/shortcut-sheet.ts";
import {
  acceleratorOf,
  anywhere,
  ariaKeys,
  keysText,
  onRow,
  rowShortcut,
} from "../../../src-renderer/store/shortcuts.ts";
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
    // What the menu does by itself has a command that asks main for the same.
    const inMenu = items
      .filter(({ id, accelerator }) => accelerator && id !== "close")
      .map((item) => [item.role === undefined ? press(item) : `keyrack.${item.id}`, item.accelerator]);
    const names = new Map(Object.entries(menuCommandIds).map(([name, id]) => [id, name]));
    const named = fixedCommands.flatMap(({ id, group, shortcut }) =>
      shortcut === undefined || group === "key" || shortcut === anywhere.shortcuts
        ? []
        : [[names.get(id) ?? id, acceleratorOf(shortcut, platform)]],
    );
    const app = goodDay();
    const switches = switchCommands({ app, ui: { selectedKeyId: null } }).map(({ shortcut }, at) => [
      app.connections[at]?.id,
      shortcut && acceleratorOf(shortcut, platform),
    ]);
    expect(inMenu.sort()).toEqual([...named, ...switches].sort());
    expect(named.length).toBeGreaterThanOrEqual(9);
  });

  test("every shortcut but the question mark is in the menu, which hears it", () => {
    const inMenu = items.map(({ accelerator }) => accelerator);
    for (const shortcut of Object.values(anywhere)) {
      if (shortcut !== anywhere.shortcuts) expect(inMenu).toContain(acceleratorOf(shortcut, platform));
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
  expect([keysText(anywhere.fullScreen, "darwin"), keysText(anywhere.fullScreen, "linux")]).toEqual(["⌃ ⌘ F", "F11"]);
  expect(ariaKeys(anywhere.fullScreen, "darwin")).toBe("Control+Meta+F");
  expect(keysText(anywhere.zoomIn, "linux")).toBe("Ctrl +");
});

test("a row hears its shortcuts, in either case, and the other keys for the same", () => {
  for (const [name, { key }] of Object.entries(onRow)) {
    expect([rowShortcut(key), rowShortcut(key.length === 1 ? key.toLowerCase() : key)]).toEqual([name, name]);
  }
  expect([rowShortcut(" "), rowShortcut("Backspace"), rowShortcut("x"), rowShortcut("Tab")]).toEqual([
    "menu",
    "revoke",
    null,
    null,
  ]);
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
