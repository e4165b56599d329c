/** Shortcuts: from keys held down to Electron's notation, and from that to what stands on a keyboard. */
import { isMac } from "./platform.ts";

/** The parts of a keyboard event that decide. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">;

/** What a key press means while a shortcut is recorded. */
export type Recorded =
  | { kind: "cancel" }
  /** Only modifiers so far. */
  | { kind: "held"; text: string }
  /** No shortcut can be made of it. */
  | { kind: "refused"; reason: string }
  | { kind: "shortcut"; accelerator: string };

/** Keys that Electron calls otherwise: https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts */
const named: Readonly<Record<string, string>> = {
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Space: "Space",
  Enter: "Enter",
  NumpadEnter: "Enter",
  Backspace: "Backspace",
  Delete: "Delete",
  Insert: "Insert",
  Home: "Home",
  End: "End",
  PageUp: "PageUp",
  PageDown: "PageDown",
  Tab: "Tab",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
  Comma: ",",
  Period: ".",
  Slash: "/",
};

const modifierKeys: ReadonlySet<string> = new Set(["Control", "Alt", "Shift", "Meta", "AltGraph", "CapsLock", "Fn"]);

/** Reads a key press. Shift alone is no modifier for a key that writes something: typing it would open quick copy. */
export function readShortcut(press: KeyPress, platform: string): Recorded {
  const { ctrlKey, altKey, shiftKey, metaKey } = press;
  const strong = ctrlKey || altKey || metaKey;
  if (press.key === "Escape" && !strong && !shiftKey) return { kind: "cancel" };
  const modifiers = modifiersOf(press, isMac(platform));
  if (modifierKeys.has(press.key)) {
    return { kind: "held", text: modifiers.map((name) => modifierText(name, platform)).join(joint(platform)) };
  }
  const key = keyOf(press);
  if (key === null) return { kind: "refused", reason: "That key cannot be part of a shortcut. Try another." };
  if (!strong && !(shiftKey && /^F\d+$/.test(key))) {
    return { kind: "refused", reason: `Hold ${isMac(platform) ? "⌘, ⌃ or ⌥" : "Ctrl, Alt or Super"} with it.` };
  }
  return { kind: "shortcut", accelerator: [...modifiers, key].join("+") };
}

/** A shortcut as the keyboard has it: "Ctrl+Shift+K", on a Mac "⇧⌘K". */
export function acceleratorText(accelerator: string, platform: string): string {
  const parts = accelerator.split("+");
  const key = parts.pop() ?? "";
  const modifiers = parts.map((name) => modifierText(name, platform));
  // Apple's order: ⌃ ⌥ ⇧ ⌘.
  if (isMac(platform)) modifiers.sort((a, b) => "⌃⌥⇧⌘".indexOf(a) - "⌃⌥⇧⌘".indexOf(b));
  return [...modifiers, key].join(joint(platform));
}

const joint = (platform: string) => (isMac(platform) ? "" : "+");

/** In Electron's words and usual order. The first modifier of the platform is called alike everywhere, as in the default. */
function modifiersOf({ ctrlKey, altKey, shiftKey, metaKey }: KeyPress, mac: boolean): string[] {
  return [
    (mac ? metaKey : ctrlKey) && "CommandOrControl",
    mac && ctrlKey && "Control",
    !mac && metaKey && "Super",
    altKey && "Alt",
    shiftKey && "Shift",
  ].filter((name) => name !== false);
}

function modifierText(name: string, platform: string): string {
  const mac = isMac(platform);
  switch (name) {
    case "CommandOrControl":
    case "CmdOrCtrl":
      return mac ? "⌘" : "Ctrl";
    case "Command":
    case "Cmd":
    case "Super":
    case "Meta":
      return mac ? "⌘" : "Super";
    case "Control":
    case "Ctrl":
      return mac ? "⌃" : "Ctrl";
    case "Alt":
    case "Option":
      return mac ? "⌥" : "Alt";
    case "Shift":
      return mac ? "⇧" : "Shift";
    default:
      return name;
  }
}

/** The key besides the modifiers; null when Electron has no word for it. */
function keyOf({ key, code }: KeyPress): string | null {
  // A letter goes by what it writes, so that it is where the layout has it; Alt and other scripts write something else.
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const position = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (position !== null) return position[1] ?? position[2] ?? null;
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code;
  const pad = /^Numpad(\d)$/.exec(code);
  if (pad !== null) return `num${pad[1]}`;
  return named[code] ?? null;
}
