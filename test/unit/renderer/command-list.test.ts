/** The list of commands: what each is called, when it can be carried out, and why not otherwise. */
import { describe, expect, test } from "vitest";
import type { AppState } from "../../../src-preload/contract/app.ts";
import { type Command, type CommandView, titleOf, titleText } from "../../../src-renderer/store/command.ts";
import { commandsFor, fixedCommands } from "../../../src-renderer/store/command-list.ts";
import { menuCommandIds } from "../../../src-renderer/store/commands.ts";
import { keptKey } from "../../gallery/quick-copy-states.ts";
import {
  activeKey,
  ago,
  failures,
  firstRun,
  fiveKeys,
  goodDay,
  lists,
  local,
  noLists,
  remote,
  threeKeys,
  twoRevoked,
} from "../../gallery/states.ts";

const view = (part: Partial<AppState> = {}, selectedKeyId: string | null = null): CommandView => ({
  app: goodDay(part),
  ui: { selectedKeyId },
});

const kept = [keptKey({ keyId: "k1", connectionId: local.id })];

function commandIn(id: string, on: CommandView): Command {
  const found = commandsFor(on).find((command) => command.id === id);
  if (found === undefined) throw new Error(`No command is called ${id}.`);
  return found;
}

const blockOf = (id: string, on: CommandView) => commandIn(id, on).when(on);
const isListed = (id: string, on: CommandView) => commandIn(id, on).listed?.(on) !== false;
const nameOf = (id: string, on: CommandView) => titleText(titleOf(commandIn(id, on), on));

const offline: Partial<AppState> = {
  network: { status: "offline", since: ago(0), failure: failures.timeout, nextTryAt: null, live: false },
};
const signedOut: Partial<AppState> = { session: { status: "signed-out", reason: "by-choice" }, ...noLists };

/** Every circumstance that shows other commands or titles. */
const views: Record<string, CommandView> = {
  "a good day": view(),
  "a selected key": view({}, "k2"),
  "a kept key": view({ kept }, "k1"),
  "a revoked key": view({}, "r1"),
  "five keys": view({ ...lists(fiveKeys, twoRevoked, {}, true) }),
  "signed out": view(signedOut),
  "the first run": { app: firstRun, ui: { selectedKeyId: null } },
  "notices and a lost key": view({
    notices: [
      { id: "a", tone: "info", message: "One notice." },
      {
        id: "b",
        tone: "warning",
        message: "Another notice, which says more than a line of the palette can hold at once.",
      },
    ],
    lostKey: { status: "created", name: "Lost", apiKey: activeKey({ id: "lost", name: "Lost" }) },
  }),
};

describe.each(Object.entries(views))("with %s", (_, on) => {
  const commands = commandsFor(on);

  test("every command has an id and a title of its own", () => {
    const titles = commands.filter(({ listed }) => listed?.(on) !== false).map((one) => titleText(titleOf(one, on)));
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => title.trim() === "" || title.includes("{}"))).toEqual([]);
  });

  test("what cannot be done says why in a short sentence", () => {
    const blocks = commands.map((command) => command.when(on)).filter((block) => block !== null);
    for (const block of blocks) expect(block).toMatch(/^[A-Z].{4,60}[.…]$/);
  });

  test("no two commands share a shortcut", () => {
    const taken = commands.flatMap(({ shortcut }) => (shortcut ? [JSON.stringify(shortcut)] : []));
    expect(new Set(taken).size).toBe(taken.length);
  });
});

test("the menu's commands are all in the list", () => {
  const ids = fixedCommands.map(({ id }) => id);
  expect(Object.values(menuCommandIds).filter((id) => !ids.includes(id))).toEqual([]);
});

describe("availability", () => {
  const noKey = "Select a key first.";
  const revoked = "It is revoked already.";
  const noSession = "Sign in to change keys.";
  const noServer = "Offline: changes need the server.";
  const notKept = "Its value is not kept on this computer.";
  test.each<[string, CommandView, string | null]>([
    ["key.copy", view(), noKey],
    ["key.copy", view({}, "k1"), notKept],
    ["key.copy", view({ kept }, "k1"), null],
    ["key.copy", view({ kept, ...offline }, "k1"), null],
    ["key.copy", view({ kept, activeConnectionId: remote.id }, "k1"), notKept],
    ["key.rename", view({}, "k1"), null],
    ["key.rename", view({}, "r1"), revoked],
    ["key.rename", view(offline, "k1"), noServer],
    ["key.revoke", view(), noKey],
    ["key.revoke", view({}, "k1"), null],
    ["key.revoke", view({}, "gone"), noKey],
    ["key.revoke", view({}, "r1"), revoked],
    ["key.revoke", view({ session: { status: "signed-out", reason: "ended" } }, "k1"), noSession],
    ["keys.generate", view(), null],
    ["keys.generate", view({ ...lists(fiveKeys, []) }), "All 5 keys are active. Revoke one first."],
    ["keys.generate", view(offline), noServer],
    ["keys.find", view(), null],
    ["keys.find", view(signedOut), "There is no list yet."],
    ["keys.find", view({ ...lists([], []) }), "There are no keys yet."],
    ["keys.refresh", view(), null],
    ["keys.refresh", view(offline), null],
    ["keys.refresh", view({ session: { status: "locked", failure: failures.locked } }), null],
    ["keys.refresh", view(signedOut), "Sign in first."],
    ["keys.refresh", view({ ...lists(threeKeys, [], { status: "refreshing" }) }), "It is being read."],
    ["keys.more-revoked", view(), "All of them are shown."],
    ["keys.more-revoked", view({ ...lists(threeKeys, twoRevoked, {}, true) }), null],
    ["keys.more-revoked", view({ ...lists(threeKeys, twoRevoked, {}, true), ...offline }), noServer],
    [`connection.switch.${local.id}`, view(), "It is on screen."],
    [`connection.switch.${remote.id}`, view(), null],
    ["connection.connect", view(signedOut), null],
    ["connection.sign-out", view(), null],
    ["connection.sign-out", view(signedOut), "Nobody is signed in."],
    ["connection.edit", view(), null],
    ["connection.remove", view({ activeConnectionId: null }), "There is no connection."],
    ["keyrack.clear-clipboard", view(), "No copied key is on it."],
    [
      "keyrack.clear-clipboard",
      view({ clipboard: { holding: { label: "A", clearsAt: null }, conceals: false } }),
      null,
    ],
    ["keyrack.appearance.system", view(), "It is chosen."],
    ["keyrack.appearance.dark", view(), null],
    ["keyrack.shortcuts", view(signedOut), null],
  ])("%s", (id, on, block) => {
    expect(blockOf(id, on)).toBe(block);
  });

  test("a value is kept or forgotten, never both", () => {
    expect([isListed("key.add-value", view({}, "k1")), isListed("key.forget", view({}, "k1"))]).toEqual([true, false]);
    const on = view({ kept }, "k1");
    expect([isListed("key.add-value", on), isListed("key.forget", on)]).toEqual([false, true]);
    expect(isListed("key.add-value", view({}, "r1"))).toBe(false);
  });

  test("the Local workspace is offered where it is not among the connections", () => {
    expect(isListed("connection.use-local", view())).toBe(false);
    expect(isListed("connection.use-local", view({ connections: [remote] }))).toBe(true);
  });
});

describe("titles", () => {
  test("say which key they act on", () => {
    expect(nameOf("key.revoke", view({}, "k2"))).toBe("Revoke “Inventory Sync”…");
    expect(nameOf("key.revoke", view())).toBe("Revoke the key…");
    expect(nameOf("key.rename", view({ ...lists([activeKey({ id: "n" })], []) }, "n"))).toBe("Rename “Untitled key”…");
    expect(nameOf("key.rename", view({ ...lists([activeKey({ id: "n", name: "{} {}" })], []) }, "n"))).toBe(
      "Rename “{} {}”…",
    );
  });

  test("a key that has gone is not selected any more", () => {
    expect(nameOf("key.revoke", view({ ...lists([], []) }, "k2"))).toBe("Revoke the key…");
  });

  test("a long notice is cut", () => {
    const message = "The settings file could not be read. It was kept and more is said of it here.";
    const on = view({ notices: [{ id: "s", tone: "info", message }] });
    expect(nameOf("notice.s", on)).toBe("Dismiss: The settings file could not be read. It was kept…");
  });
});
