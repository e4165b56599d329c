/** What the tray's menu says. Pure; labels travel over D-Bus in clear, so no secret is ever in one. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import { quickCopyOrder } from "../kept-keys.ts";
import { shortHint } from "../key-hint.ts";

/** What a click on an item does. */
export type TrayAction = ({ does: "copy" } & KeptReference) | { does: "generate" | "open" | "settings" | "quit" };

/** One entry: something to click, a line of text, or a rule between them. */
export type TrayEntry = { label: string; action: TrayAction } | { line: string } | "separator";

/** What the menu depends on; anything else may change without rebuilding it. */
export type TrayView = Pick<AppState, "kept" | "connections" | "session" | "network" | "activeConnectionId">;

const longestMenu = 10;
const longestName = 40;

/** The menu for a state. */
export function trayMenu(view: TrayView): TrayEntry[] {
  return [
    ...keyEntries(view),
    ...statusLines(view).map((line) => ({ line })),
    "separator",
    { label: "Generate New Key…", action: { does: "generate" } },
    { label: "Open Keyrack", action: { does: "open" } },
    { label: "Settings", action: { does: "settings" } },
    "separator",
    { label: "Quit", action: { does: "quit" } },
  ];
}

function keyEntries({ kept, connections }: TrayView): TrayEntry[] {
  const several = new Set(kept.map(({ connectionId }) => connectionId)).size > 1;
  return quickCopyOrder(kept)
    .slice(0, longestMenu)
    .map(({ connectionId, keyId, name, start, last4, retiring }) => {
      const hint = shortHint({ start: shortened(start), last4 });
      const where = connections.find(({ id }) => id === connectionId)?.name;
      const suffix = several && where ? ` – ${shortened(where)}` : "";
      return {
        label: escaped(
          `${shortened(name ?? "Untitled key")}${hint && `  (${hint})`}${suffix}${retiring ? " – being replaced" : ""}`,
        ),
        action: { does: "copy", connectionId, keyId },
      };
    });
}

function statusLines({ kept, session, network }: TrayView): string[] {
  const lines: string[] = [];
  if (kept.length === 0) lines.push("No key is kept on this computer");
  if (session.status === "none" || session.status === "signed-out") lines.push("Signed out");
  else if (network.status === "offline") lines.push("Offline");
  return lines;
}

/** Names come from a server: what breaks a line, turns the text around or is no character becomes a space. */
function shortened(name: string): string {
  const characters = [...name.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ")];
  if (characters.length <= longestName) return characters.join("");
  return `${characters.slice(0, longestName - 1).join("")}…`;
}

/** A single ampersand would be taken for a mnemonic: https://www.electronjs.org/docs/latest/api/menu-item */
function escaped(label: string): string {
  return label.replaceAll("&", "&&");
}
