/** What can be done with the selected key. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { changeBlock } from "./availability.ts";
import type { Command, CommandView } from "./command.ts";
import { copyKeptKey } from "./copy-kept-key.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { isKept, referenceTo } from "./kept.ts";
import { keyTitle } from "./key-text.ts";
import { rotateRefusal } from "./rotations.ts";
import { selectedKey } from "./selected-key.ts";
import { onRow } from "./shortcuts.ts";
import { openDialog, showActivity } from "./ui-store.ts";

/** Said of every command in this file while no key is selected. */
export const noKey = "Select a key first.";

interface KeyCommand extends Pick<Command, "title" | "keywords" | "shortcut" | "movesFocus"> {
  /** `{}` stands for the key's name. */
  pattern: string;
  /** Whether it is listed for a selected key. */
  fits?: (key: ApiKey, view: CommandView) => boolean;
  block: (key: ApiKey, view: CommandView) => string | null;
  act: (key: ApiKey, view: CommandView) => void | Promise<void>;
}

/** A command for the selected key: named after it, and blocked without one. */
function keyCommand(id: string, { pattern, fits, block, act, ...rest }: KeyCommand): Command {
  return {
    id: `key.${id}`,
    ...rest,
    group: "key",
    named(view) {
      const key = selectedKey(view);
      return key && { pattern, name: keyTitle(key) };
    },
    listed(view) {
      const key = selectedKey(view);
      return key === null || fits === undefined || fits(key, view);
    },
    when(view) {
      const key = selectedKey(view);
      return key === null ? noKey : block(key, view);
    },
    async run(view) {
      const key = selectedKey(view);
      if (key !== null) await act(key, view);
    },
  };
}

/** Why a key cannot be changed; null when it can be. */
function unlessActive(key: ApiKey, { app }: CommandView): string | null {
  return key.status === "revoked" ? "It is revoked already." : changeBlock(app);
}

const kept = (key: ApiKey, { app }: CommandView) => isKept(app, key.id);

/** The commands, in the palette's order. */
export const keyCommands: readonly Command[] = [
  keyCommand("copy", {
    title: "Copy the key",
    pattern: "Copy “{}”",
    keywords: "clipboard value",
    shortcut: onRow.copy,
    block: (key, view) => (kept(key, view) ? null : "Its value is not kept on this computer."),
    act: async (key) => void (await copyKeptKey(key, "done")),
  }),
  keyCommand("use", {
    title: "Use the key…",
    pattern: "Use “{}”…",
    keywords:
      "snippet curl env export shell javascript fetch python requests github actions docker compose test dotenv file",
    shortcut: onRow.use,
    fits: ({ status }) => status !== "revoked",
    block: ({ status }) => (status === "revoked" ? "It is revoked already." : null),
    act: ({ id }) => openDialog({ kind: "use", keyId: id }),
  }),
  keyCommand("rename", {
    title: "Rename the key…",
    pattern: "Rename “{}”…",
    keywords: "name title change edit",
    shortcut: onRow.rename,
    block: unlessActive,
    act: ({ id }) => openDialog({ kind: "rename", keyId: id }),
  }),
  keyCommand("rotate", {
    title: "Rotate the key…",
    pattern: "Rotate “{}”…",
    keywords: "successor replace renew exchange grace",
    shortcut: onRow.rotate,
    fits: ({ status }) => status === "active",
    block: ({ id }, { app }) => rotateRefusal(app, id),
    act: ({ id }) => openDialog({ kind: "rotate", keyId: id }),
  }),
  keyCommand("add-value", {
    title: "Add the key’s value…",
    pattern: "Add the value of “{}”…",
    keywords: "keep paste keychain quick copy store",
    fits: (key, view) => key.status === "active" && !kept(key, view),
    block: () => null,
    act: ({ id }) => openDialog({ kind: "add-value", keyId: id }),
  }),
  keyCommand("forget", {
    title: "Forget the key’s value…",
    pattern: "Forget “{}” on this computer…",
    keywords: "keychain remove kept quick copy",
    fits: kept,
    block: (key, view) => (kept(key, view) ? null : "Its value is not kept on this computer."),
    act({ id }, { app }) {
      const reference = referenceTo(app, id);
      if (reference !== null) openDialog({ kind: "forget", keys: [reference] });
    },
  }),
  keyCommand("activity", {
    title: "Show the key’s activity",
    pattern: "Show the activity of “{}”",
    keywords: "audit history log events who when",
    block: () => null,
    act({ id }) {
      showActivity(id);
      focusWhenDrawn('nav [aria-current="page"]');
    },
    movesFocus: true,
  }),
  keyCommand("revoke", {
    title: "Revoke the key…",
    pattern: "Revoke “{}”…",
    keywords: "delete remove end disable",
    shortcut: onRow.revoke,
    block: unlessActive,
    act: ({ id }) => openDialog({ kind: "revoke", keyId: id }),
  }),
];
