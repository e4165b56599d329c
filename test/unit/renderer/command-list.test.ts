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

const successor = activeKey({ id: "k1", name: "Production API", start: "krk_New1" });
const rotating: AppState["keys"]["retiring"] = [
  activeKey({
    id: "old",
    name: "Production API",
    start: "krk_Old1",
    status: "retiring",
    rotation: { replaces: null, replacedBy: "k1", graceSeconds: 3600, graceEndsAt: null },
  }),
  activeKey({
    id: "alone",
    name: "Production API",
    start: "krk_Old2",
    status: "retiring",
    rotation: { replaces: null, replacedBy: "elsewhere", graceSeconds: 3600, graceEndsAt: null },
  }),
];
const inRotation = (): Partial<AppState> => ({
  keys: { ...goodDay().keys, active: [successor, ...threeKeys.slice(1)], retiring: rotating },
});

/** Every circumstance that shows other commands or titles. */
const views: Record<string, CommandView> = {
  "a good day": view(),
  "a selected key": view({}, "k2"),
  "a kept key": view({ kept }, "k1"),
  "a revoked key": view({}, "r1"),
  "five keys": view({ ...lists(fiveKeys, twoRevoked, {}, true) }),
  "signed out": view(signedOut),
  "rotations under way": view(inRotation()),
  "a retiring key": view(inRotation(), "old"),
  "two keys with one name": view({
    ...lists([...threeKeys, activeKey({ id: "twin", name: "Production API", start: "krk_Twin" })], []),
  }),
  "matters that need attention": view(
    {
      attention: [
        { kind: "old", keyId: "k1", message: "“Production API” is 94 days old. Replace it from time to time." },
        { kind: "limit", keyId: null, message: "All 5 keys are active." },
      ],
      dismissedAttention: 2,
    },
    "k1",
  ),
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
    lostKey: { id: "lost-key-1", status: "created", name: "Lost", apiKey: activeKey({ id: "lost", name: "Lost" }) },
  }),
};

describe.each(Object.entries(views))("with %s", (_, on) => {
  const commands = commandsFor(on);

  test("every command has an id and a title of its own", () => {
    const titles = commands
      .filter(({ listed }) => listed?.(on) !== false)
      .map((one) => `${titleText(titleOf(one, on))} ${one.detail ?? ""}`);
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
    ["key.rename", view(offline, "k1"), noServer],
    ["key.revoke", view(), noKey],
    ["key.revoke", view({}, "k1"), null],
    ["key.revoke", view({}, "gone"), noKey],
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

  test("what makes no sense for a key is left out; what is only impossible now says why", () => {
    const listed = (on: CommandView) =>
      commandsFor(on)
        .filter(({ id, group }) => group === "key" && isListed(id, on))
        .map(({ id }) => id.replace(/^key\./, ""));
    expect(listed(view({}, "r1"))).toEqual(["activity"]);
    expect(listed(view({}, "k1"))).toEqual([
      ...["copy", "use", "test", "env-file", "rename", "rotate", "add-value", "activity", "revoke"],
    ]);
    expect(listed(view(inRotation(), "old"))).toEqual([
      ...["copy", "use", "test", "env-file", "activity"],
      ...["rotation.cancel.k1", "rotation.revoke-old.old"],
    ]);
    expect(listed(view(inRotation(), "alone"))).toEqual([
      ...["copy", "use", "test", "env-file", "activity", "rotation.revoke-old.alone"],
    ]);
  });

  test("a rotation can be ended either way, whatever is selected", () => {
    const on = view(inRotation());
    expect(nameOf("rotation.cancel.k1", on)).toBe("Cancel the rotation of “Production API”…");
    expect(nameOf("rotation.revoke-old.old", on)).toBe("Revoke the old “Production API” now…");
    expect(commandIn("rotation.cancel.k1", on).group).toBe("keys");
    expect(commandIn("rotation.cancel.k1", view(inRotation(), "k1")).group).toBe("key");
    const away = view({ ...inRotation(), ...offline }, "old");
    expect(blockOf("rotation.cancel.k1", away)).toBe(noServer);
    expect(blockOf("rotation.revoke-old.old", away)).toBe(noServer);
    expect(nameOf("keys.select.old", on)).toBe("Select the old “Production API”");
  });

  test("signing in is offered to those who are not, by the name of the connection", () => {
    expect(isListed("connection.sign-in", view())).toBe(false);
    const on = view({ ...signedOut, activeConnectionId: remote.id });
    expect(isListed("connection.sign-in", on)).toBe(true);
    expect(nameOf("connection.sign-in", on)).toBe(`Sign in to “${remote.name}”…`);
    expect(isListed("connection.sign-in", view({ session: { status: "locked", failure: failures.locked } }))).toBe(
      true,
    );
  });

  test("a session in memory can be offered to the keychain again", () => {
    expect(isListed("connection.keep-session", view())).toBe(false);
    const { session } = goodDay();
    if (session.status !== "signed-in") throw new Error("Nobody is signed in on a good day.");
    expect(isListed("connection.keep-session", view({ session: { ...session, keptIn: "memory" } }))).toBe(true);
  });

  test("a preference says which way it turns", () => {
    const { preferences } = goodDay();
    expect(nameOf("preference.keepNewKeys", view({ preferences: { ...preferences, keepNewKeys: false } }))).toBe(
      "Turn on “Keep new keys”",
    );
    expect(nameOf("preference.keepNewKeys", view({ preferences: { ...preferences, keepNewKeys: true } }))).toBe(
      "Turn off “Keep new keys”",
    );
    expect(blockOf("preference.closeToTray", view({ desktop: { tray: "absent", shortcutFailure: null } }))).toBe(
      "No tray was found on this desktop.",
    );
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
