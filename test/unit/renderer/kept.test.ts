/** Kept keys and the clipboard as the window puts them into words. */
import { expect, test } from "vitest";
import { ClearAfter } from "../../../src-preload/contract/preferences.ts";
import {
  clearAfterChoices,
  copiedRemark,
  leftShare,
  leftText,
  maybeNotCleared,
} from "../../../src-renderer/store/clipboard-text.ts";
import { isKept, keptCount, keptRows, referenceTo, theKeysText } from "../../../src-renderer/store/kept.ts";
import { isCopyPress } from "../../../src-renderer/views/keys/copy-press.ts";
import { keptDay, manyKept, twoKept } from "../../gallery/kept-states.ts";
import { local, remote } from "../../gallery/states.ts";

test("a key is kept if that connection keeps it: ids are unique within a server only", () => {
  expect(isKept(keptDay(), "k1")).toBe(true);
  expect(isKept(keptDay(), "k3")).toBe(false);
  expect(isKept(keptDay({ activeConnectionId: remote.id }), "k1")).toBe(false);
  expect(referenceTo({ activeConnectionId: null }, "k1")).toBeNull();
  expect([keptCount({ kept: manyKept }, local.id), keptCount({ kept: manyKept }, remote.id)]).toEqual([5, 2]);
  expect([theKeysText(1), theKeysText(3)]).toEqual(["the key", "the 3 keys"]);
});

test("kept keys are listed by connection and name, whenever they were copied", () => {
  const rows = keptRows([...manyKept].reverse(), [local, remote]);
  expect(rows.slice(0, 5).map(({ key }) => key.name)).toEqual([
    "Inventory Sync",
    "Production API",
    "Rotterdam label printer",
    "Staging Tests",
    null,
  ]);
  expect(rows.map(({ connection }) => connection).slice(4)).toEqual([local.name, remote.name, remote.name]);
  expect(keptRows(twoKept, [])[0]?.connection).toBe("Unknown connection");
});

test("the figure never says 0 while the key is there", () => {
  expect([24_000, 23_001, 999, 1, 0, 248_500].map(leftText)).toEqual([
    "24 s",
    "24 s",
    "1 s",
    "1 s",
    "1 s",
    "4 min 9 s",
  ]);
});

test("the bar is full at first, and stays within its bounds when the choice was changed meanwhile", () => {
  expect([leftShare(30_000, 30), leftShare(15_000, 30), leftShare(0, 30)]).toEqual([1, 0.5, 0]);
  expect([leftShare(290_000, 10), leftShare(5_000, 0)]).toEqual([1, 1]);
});

test("Settings offers what the contract allows", () => {
  expect(clearAfterChoices.map(({ seconds }) => ClearAfter.parse(seconds))).toEqual([0, 10, 30, 60, 300]);
  expect(copiedRemark("Staging", 60)).toBe("Copied Staging. It leaves the clipboard in 1 minute.");
  expect(copiedRemark("Staging", 0)).toBe("Copied Staging.");
});

test("a notice of main's says whether the clipboard is clean", () => {
  expect(maybeNotCleared(null)).toBe(false);
  expect(maybeNotCleared({ notices: [{ id: "settings", tone: "info", message: "." }] })).toBe(false);
  expect(maybeNotCleared({ notices: [{ id: "clipboard-not-cleared", tone: "warning", message: "." }] })).toBe(true);
});

test.each([
  ["c", {}, true],
  ["C", {}, true],
  ["x", { ctrlKey: true }, false],
  ["C", { shiftKey: true }, false],
  ["c", { altKey: true }, false],
  ["c", { ctrlKey: true, metaKey: true }, false],
])("%s with %o copies a row: %s", (key, modifiers, copies) => {
  expect(isCopyPress({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers })).toBe(
    copies,
  );
});
