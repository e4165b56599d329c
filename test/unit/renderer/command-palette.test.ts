/** The command palette at work: keys of the keyboard, what is taken, what is remembered, and who has the floor. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { useAppStore } from "../../../src-renderer/store/app-store.ts";
import { commandsFor } from "../../../src-renderer/store/command-list.ts";
import { pressInPalette } from "../../../src-renderer/store/command-palette.ts";
import { typeQuery, useCommandPalette } from "../../../src-renderer/store/command-palette-state.ts";
import { runCommand } from "../../../src-renderer/store/commands.ts";
import { forgetWrite, rememberWrite } from "../../../src-renderer/store/env-writes.ts";
import { selectKey, useUi } from "../../../src-renderer/store/ui-store.ts";
import { activeKey, goodDay } from "../../gallery/states.ts";

const initialUi = useUi.getInitialState();
const initialPalette = useCommandPalette.getInitialState();

function show(app: AppState): void {
  useAppStore.setState({ phase: "ready", app, failure: null }, true);
}

const dialog = () => useUi.getState().dialog;

beforeEach(() => {
  useUi.setState(initialUi, true);
  useCommandPalette.setState(initialPalette, true);
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  show(goodDay());
});

function takeFirst(query: string): void {
  runCommand("palette");
  typeQuery(query);
  pressInPalette("Enter");
}

describe("opening", () => {
  test("the same shortcut opens and closes, and each opening begins anew", () => {
    runCommand("palette");
    expect(dialog()).toEqual({ kind: "command-palette" });
    typeQuery("gen");
    pressInPalette("ArrowDown");
    runCommand("palette");
    expect(dialog()).toBeNull();
    runCommand("palette");
    expect(useCommandPalette.getState()).toMatchObject({ query: "", chosen: null, refused: null });
  });

  test("nothing happens while another dialog has the floor", () => {
    useUi.setState({ dialog: { kind: "revoke", keyId: "k1" } });
    runCommand("palette");
    runCommand("shortcuts");
    expect(dialog()).toEqual({ kind: "revoke", keyId: "k1" });
    useUi.setState({ dialog: { kind: "command-palette" } });
    for (const command of ["shortcuts", "generate", "find", "settings"] as const) runCommand(command);
    expect(dialog()).toEqual({ kind: "command-palette" });
  });

  test("nor behind a new key, nor on the first run, which may look at the shortcuts though", () => {
    show(goodDay({ newKey: { apiKey: activeKey({ id: "n" }), copied: true, keepFailure: null } }));
    runCommand("palette");
    runCommand("shortcuts");
    expect(dialog()).toBeNull();
    show(goodDay({ session: { status: "none" } }));
    runCommand("palette");
    expect(dialog()).toBeNull();
    runCommand("shortcuts");
    expect(dialog()).toEqual({ kind: "shortcuts" });
  });
});

describe("taking", () => {
  test("a command is carried out on the selected key and leads to its dialog", () => {
    selectKey("k2");
    takeFirst("revoke");
    expect(dialog()).toEqual({ kind: "revoke", keyId: "k2" });
  });

  test("what cannot be done says why, stays, and is not remembered", () => {
    takeFirst("revoke the key");
    expect(dialog()).toEqual({ kind: "command-palette" });
    expect(useCommandPalette.getState()).toMatchObject({ refused: { reason: "Select a key first." }, recent: [] });
    typeQuery("revoke");
    expect(useCommandPalette.getState().refused).toBeNull();
  });

  test("the newest comes first, once, and only at the next opening", () => {
    takeFirst("about");
    takeFirst("network");
    takeFirst("about");
    expect(useCommandPalette.getState().recent).toEqual(["go.about", "go.network"]);
    expect(useUi.getState()).toMatchObject({ place: "settings", tab: "about", dialog: null });
    expect(useCommandPalette.getState().recentAtOpening).toEqual(["go.network", "go.about"]);
    runCommand("palette");
    expect(useCommandPalette.getState().recentAtOpening).toEqual(["go.about", "go.network"]);
  });

  test("the tables are sorted as by a click, and the focus goes to the first row", () => {
    takeFirst("sort active last");
    expect(useUi.getState()).toMatchObject({
      tab: "api-keys",
      order: { active: { column: "lastUsed", direction: "descending" }, revoked: null },
    });
    expect(useCommandPalette.getState().focusMoves).toBe(true);
    takeFirst("sort revoked reason");
    expect(useUi.getState().order.revoked).toEqual({ column: "reason", direction: "ascending" });
  });

  test("a write into a file can be taken back until the window closes", () => {
    rememberWrite({
      ...{ undoId: "u1", fileId: "f1", path: "~/shop/.env", variable: "API_KEY", how: "append", git: "ignored" },
      key: { connectionId: "c", keyId: "k1" },
    });
    const undo = () =>
      commandsFor({ app: goodDay(), ui: { selectedKeyId: "k1" } }).filter(({ id }) => id === "env.undo.u1");
    expect(undo().map(({ title, group }) => [title, group])).toEqual([["Undo: API_KEY in ~/shop/.env", "key"]]);
    forgetWrite("u1");
    expect(undo()).toEqual([]);
  });

  test("before anything is typed the first command that can be done is at hand", () => {
    selectKey("k2");
    runCommand("palette");
    pressInPalette("Enter");
    // Copy comes first, but its value is not kept.
    expect(dialog()).toEqual({ kind: "use", keyId: "k2" });
  });

  test("selecting a key by its name shows the list and lets go of a filter that hides it", () => {
    useUi.setState({ tab: "about", filter: { open: true, text: "production" } });
    takeFirst("inventory");
    expect(useUi.getState()).toMatchObject({
      place: "settings",
      tab: "api-keys",
      selectedKeyId: "k2",
      filter: { open: false, text: "" },
    });
    expect(useCommandPalette.getState().recent).toEqual([]);
  });
});

describe("the keyboard", () => {
  test("arrows, Home and End move through all sections and stop at the ends", () => {
    runCommand("palette");
    const chosen = () => useCommandPalette.getState().chosen;
    pressInPalette("ArrowUp");
    const first = chosen();
    pressInPalette("ArrowDown");
    expect(chosen()).not.toBe(first);
    pressInPalette("Home");
    expect(chosen()).toBe(first);
    pressInPalette("End");
    const last = chosen();
    pressInPalette("ArrowDown");
    expect(chosen()).toBe(last);
    expect(last).toBe("command-key.revoke");
  });

  test("Tab leads nowhere, Enter on nothing does nothing, other keys are the field's", () => {
    runCommand("palette");
    expect(pressInPalette("Tab")).toBe(true);
    expect(pressInPalette("a")).toBe(false);
    typeQuery("zzzz");
    expect(pressInPalette("Enter")).toBe(true);
    expect(pressInPalette("ArrowDown")).toBe(false);
    expect(dialog()).toEqual({ kind: "command-palette" });
  });
});
