/** Shortcuts: which key presses make one, in Electron's notation, and how it is written on each platform. */
import { describe, expect, test } from "vitest";
import { acceleratorText, type KeyPress, readShortcut } from "../../../src-renderer/store/shortcut.ts";

const linux = "linux x64";
const mac = "darwin arm64";

function press(part: Partial<KeyPress>): KeyPress {
  return { key: "", code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...part };
}

describe("recording", () => {
  test.each<[string, Partial<KeyPress>, string]>([
    ["the default", { key: "K", code: "KeyK", ctrlKey: true, shiftKey: true }, "CommandOrControl+Shift+K"],
    ["a letter where the layout has it", { key: "a", code: "KeyQ", altKey: true }, "Alt+A"],
    ["a letter of another script", { key: "л", code: "KeyK", ctrlKey: true }, "CommandOrControl+K"],
    ["a digit under Shift", { key: "!", code: "Digit1", ctrlKey: true, shiftKey: true }, "CommandOrControl+Shift+1"],
    ["the Super key", { key: "v", code: "KeyV", metaKey: true }, "Super+V"],
    [
      "all modifiers",
      { key: "x", code: "KeyX", ctrlKey: true, metaKey: true, altKey: true, shiftKey: true },
      "CommandOrControl+Super+Alt+Shift+X",
    ],
    ["Space", { key: " ", code: "Space", ctrlKey: true }, "CommandOrControl+Space"],
    ["an arrow", { key: "ArrowUp", code: "ArrowUp", ctrlKey: true, altKey: true }, "CommandOrControl+Alt+Up"],
    ["Tab with a modifier", { key: "Tab", code: "Tab", altKey: true }, "Alt+Tab"],
    ["a sign", { key: "<", code: "Comma", ctrlKey: true, shiftKey: true }, "CommandOrControl+Shift+,"],
    ["the number pad", { key: "7", code: "Numpad7", ctrlKey: true }, "CommandOrControl+num7"],
    ["a function key, for which Shift will do", { key: "F9", code: "F9", shiftKey: true }, "Shift+F9"],
  ])("%s", (_, keys, accelerator) => {
    expect(readShortcut(press(keys), linux)).toEqual({ kind: "shortcut", accelerator });
  });

  test("on a Mac, Cmd is the first modifier and Ctrl another", () => {
    const keys = press({ key: "˚", code: "KeyK", metaKey: true, ctrlKey: true, altKey: true });
    expect(readShortcut(keys, mac)).toEqual({ kind: "shortcut", accelerator: "CommandOrControl+Control+Alt+K" });
  });

  test("modifiers alone are shown while they are held", () => {
    const keys = press({ key: "Shift", code: "ShiftLeft", ctrlKey: true, shiftKey: true });
    expect(readShortcut(keys, linux)).toEqual({ kind: "held", text: "Ctrl+Shift" });
    expect(readShortcut(press({ key: "Meta", code: "MetaLeft", metaKey: true }), mac)).toEqual({
      kind: "held",
      text: "⌘",
    });
    expect(readShortcut(press({ key: "Control", code: "ControlLeft" }), linux)).toEqual({ kind: "held", text: "" });
  });

  test("Esc alone cancels; with a modifier it is no shortcut either", () => {
    expect(readShortcut(press({ key: "Escape", code: "Escape" }), linux)).toEqual({ kind: "cancel" });
    expect(readShortcut(press({ key: "Escape", code: "Escape", ctrlKey: true }), linux).kind).toBe("refused");
  });

  test.each<[string, Partial<KeyPress>]>([
    ["a letter alone", { key: "k", code: "KeyK" }],
    ["a letter with Shift, which is how one types", { key: "K", code: "KeyK", shiftKey: true }],
    ["a function key alone", { key: "F5", code: "F5" }],
  ])("%s needs a modifier", (_, keys) => {
    expect(readShortcut(press(keys), linux)).toEqual({ kind: "refused", reason: "Hold Ctrl, Alt or Super with it." });
    expect(readShortcut(press(keys), mac)).toEqual({ kind: "refused", reason: "Hold ⌘, ⌃ or ⌥ with it." });
  });

  test("a key Electron has no word for is refused", () => {
    expect(readShortcut(press({ key: "Dead", code: "IntlBackslash", ctrlKey: true }), linux).kind).toBe("refused");
  });
});

test.each([
  ["CommandOrControl+Shift+K", "Ctrl+Shift+K", "⇧⌘K"],
  ["Super+Space", "Super+Space", "⌘Space"],
  ["Control+Alt+Up", "Ctrl+Alt+Up", "⌃⌥Up"],
  ["F9", "F9", "F9"],
])("%s is %s, on a Mac %s", (accelerator, elsewhere, onMac) => {
  expect(acceleratorText(accelerator, linux)).toBe(elsewhere);
  expect(acceleratorText(accelerator, mac)).toBe(onMac);
});

test("what is recorded reads back as what was pressed", () => {
  const recorded = readShortcut(press({ key: "y", code: "KeyY", ctrlKey: true, altKey: true }), linux);
  expect(recorded.kind === "shortcut" && acceleratorText(recorded.accelerator, linux)).toBe("Ctrl+Alt+Y");
});
