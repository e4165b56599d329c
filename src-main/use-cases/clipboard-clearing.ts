/** Takes a copied key off the clipboard again: after a while, on request, on quit and when the screen locks. */
import { createHash } from "node:crypto";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed, failure } from "../failures.ts";
import type { Clipboard, Selection } from "../ports.ts";
import { addNotice } from "./notices.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** Remembers that `value` was just copied, by its hash alone, and when it is to be cleared. */
export function expectClearing(context: Context, label: string, value: string): void {
  const { clearAfter } = context.state.getState().preferences;
  context.held.cancelClearing?.();
  context.held.copiedHash = hash(value);
  const clearsAt = clearAfter === 0 ? null : new Date(context.clock.now().getTime() + clearAfter * 1000);
  context.state.setState(({ clipboard }) => ({
    clipboard: { ...clipboard, holding: { label, clearsAt: clearsAt?.toISOString() ?? null } },
  }));
  context.held.cancelClearing =
    clearAfter === 0 ? null : context.clock.after(clearAfter * 1000, () => void clearClipboard(context));
}

/**
 * Clears the clipboard, and X11's primary selection, where they still hold the copied key; what somebody else has copied
 * since is left alone. `clipboard-not-cleared` when reading back shows the key, or nothing could be read.
 */
export async function clearClipboard(context: Context): Promise<Result<null>> {
  const expected = context.held.copiedHash;
  context.held.cancelClearing?.();
  context.held.cancelClearing = null;
  context.held.copiedHash = null;
  context.state.setState(({ clipboard }) => ({ clipboard: { ...clipboard, holding: null } }));
  if (expected === null) return done;
  let cleared = true;
  // Each by itself: what happens to the one says nothing about the other.
  for (const selection of context.clipboard.selections) {
    cleared = (await isCleared(context.clipboard, selection, expected)) && cleared;
  }
  return cleared ? done : notCleared(context);
}

async function isCleared(clipboard: Clipboard, selection: Selection, expected: string): Promise<boolean> {
  try {
    if (hash(await clipboard.read(selection)) !== expected) return true;
    await clipboard.clear(selection);
    return hash(await clipboard.read(selection)) !== expected;
  } catch {
    // The error is dropped on purpose: its message could quote the text.
    return false;
  }
}

function notCleared(context: Context): Result<null> {
  const { message } = failure("clipboard-not-cleared");
  addNotice(context, { id: "clipboard-not-cleared", tone: "warning", message });
  return failed("clipboard-not-cleared");
}
