/** What can be done with the selected key. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { changeBlock } from "./availability.ts";
import { can } from "./capabilities.ts";
import type { Command, CommandView } from "./command.ts";
import { copyKeptKey } from "./copy-kept-key.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { referenceTo } from "./kept.ts";
import { kept, keyCommand, notKept } from "./key-command.ts";
import { rotateRefusal } from "./rotations.ts";
import { onRow } from "./shortcuts.ts";
import { openDialog, showActivity } from "./ui-store.ts";

const active = ({ status }: ApiKey) => status === "active";
/** A retiring key still works. */
const works = ({ status }: ApiKey) => status !== "revoked";
const changeable = (_: ApiKey, { app }: CommandView) => changeBlock(app);
const unlessKept = (key: ApiKey, view: CommandView) => (kept(key, view) ? null : notKept);

/** The commands, in the palette's order. */
export const keyCommands: readonly Command[] = [
  keyCommand("copy", {
    title: "Copy the key",
    pattern: "Copy “{}”",
    keywords: "clipboard value",
    shortcut: onRow.copy,
    fits: works,
    block: unlessKept,
    act: async (key) => void (await copyKeptKey(key, "done")),
  }),
  keyCommand("use", {
    title: "Use the key…",
    pattern: "Use “{}”…",
    keywords: "snippet curl env export shell javascript fetch python requests github actions docker compose how",
    shortcut: onRow.use,
    fits: works,
    act: ({ id }) => openDialog({ kind: "use", keyId: id }),
  }),
  keyCommand("test", {
    title: "Test the key…",
    pattern: "Test “{}”…",
    keywords: "check try call works self inbound warehouse",
    possible: ({ app }) => can(app, "verify"),
    fits: works,
    block: unlessKept,
    act: ({ id }) => openDialog({ kind: "use", keyId: id, part: "test-this-key" }),
  }),
  keyCommand("env-file", {
    title: "Put the key into a .env file…",
    pattern: "Put “{}” into a .env file…",
    keywords: "dotenv write environment variable",
    fits: works,
    block: unlessKept,
    act: ({ id }) => openDialog({ kind: "use", keyId: id, part: "choose-env-file" }),
  }),
  keyCommand("rename", {
    title: "Rename the key…",
    pattern: "Rename “{}”…",
    keywords: "name title change edit",
    shortcut: onRow.rename,
    possible: ({ app }) => can(app, "rename"),
    fits: active,
    block: changeable,
    act: ({ id }) => openDialog({ kind: "rename", keyId: id }),
  }),
  keyCommand("rotate", {
    title: "Rotate the key…",
    pattern: "Rotate “{}”…",
    keywords: "successor replace renew exchange grace",
    shortcut: onRow.rotate,
    fits: active,
    block: ({ id }, { app }) => rotateRefusal(app, id),
    act: ({ id }) => openDialog({ kind: "rotate", keyId: id }),
  }),
  keyCommand("add-value", {
    title: "Add the key’s value…",
    pattern: "Add the value of “{}”…",
    keywords: "keep paste keychain quick copy store",
    fits: (key, view) => active(key) && !kept(key, view),
    act: ({ id }) => openDialog({ kind: "add-value", keyId: id }),
  }),
  keyCommand("forget", {
    title: "Forget the key’s value…",
    pattern: "Forget “{}” on this computer…",
    keywords: "keychain remove kept quick copy",
    fits: kept,
    act({ id }, { app }) {
      const reference = referenceTo(app, id);
      if (reference !== null) openDialog({ kind: "forget", keys: [reference] });
    },
  }),
  keyCommand("activity", {
    title: "Show the key’s activity",
    pattern: "Show the activity of “{}”",
    keywords: "audit history log events who when",
    possible: ({ app }) => can(app, "audit"),
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
    // How a retiring key is ended early is said by its rotation's own command.
    fits: active,
    block: changeable,
    act: ({ id }) => openDialog({ kind: "revoke", keyId: id }),
  }),
];
