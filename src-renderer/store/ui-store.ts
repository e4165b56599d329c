/** The little state that is the window's own: which tab, which dialog, what is being filtered for, what was just said. */
import { create } from "zustand";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import { type ActiveColumn, afterClick, type KeyOrder, type RevokedColumn } from "./key-order.ts";

/** The places the main area can show. */
export type Place = "overview" | "activity" | "settings";
/** The tabs of Settings. */
export type SettingsTab = "api-keys" | "quick-copy" | "attention" | "connection" | "network" | "appearance" | "about";

/** The parts of "Use a key" that can be gone to. */
export type UsePart = "test-this-key" | "choose-env-file";

/** The dialog on screen. The reveal modal is not among them: main's `newKey` opens that one. */
export type OpenDialog =
  | { kind: "generate" }
  | { kind: "rename"; keyId: string }
  | { kind: "revoke"; keyId: string }
  | { kind: "rotate"; keyId: string }
  /** `keyId`: the successor. */
  | { kind: "cancel-rotation"; keyId: string }
  /** `part`: the id of the button in it that has the focus first; by default the first snippet's tab. */
  | { kind: "use"; keyId: string; part?: UsePart }
  | { kind: "add-value"; keyId: string }
  | { kind: "forget"; keys: readonly KeptReference[] }
  | { kind: "sign-out"; connectionId: string }
  | { kind: "connect" }
  | { kind: "edit-connection"; connectionId: string }
  | { kind: "remove-connection"; connectionId: string }
  | { kind: "command-palette" }
  | { kind: "shortcuts" };

/** A short remark that fades, such as "Revoked". */
export interface Remark {
  /** Grows with every remark, so that the same words twice are announced twice. */
  id: number;
  text: string;
  /** `heard` is announced but not drawn, where the place it was done already shows it; a `failure` stays longer. */
  tone: "done" | "plain" | "heard" | "failure";
}

/** Who wants the uncopied key closed: the dialog's own Done or Esc, or the window. */
export type CloseRequest = "dialog" | "window";

/** What of the activity is shown. */
export interface ActivityFilter {
  text: string;
  kind: string | null;
  keyId: string | null;
}

const allActivity: ActivityFilter = { text: "", kind: null, keyId: null };

/** What the window knows besides main's state. */
export interface UiState {
  place: Place;
  tab: SettingsTab;
  dialog: OpenDialog | null;
  closeRequest: CloseRequest | null;
  filter: { open: boolean; text: string };
  /** What of the activity is shown: of one kind, of one key, and with some text in it; null and "" for everything. */
  activityFilter: ActivityFilter;
  /** The order chosen for each table, while the window is open; null is the server's. */
  order: { active: KeyOrder<ActiveColumn> | null; revoked: KeyOrder<RevokedColumn> | null };
  /** Whether the find command waits for the filter field to take the focus. */
  findWanted: boolean;
  /** The key whose row had the focus last: what the command palette acts on. It may be gone by now. */
  selectedKeyId: string | null;
  remark: Remark | null;
}

/** The window's own state. */
export const useUi = create<UiState>(() => ({
  place: "overview",
  tab: "api-keys",
  dialog: null,
  closeRequest: null,
  filter: { open: false, text: "" },
  activityFilter: allActivity,
  order: { active: null, revoked: null },
  findWanted: false,
  selectedKeyId: null,
  remark: null,
}));

/** Shows Overview. */
export function showOverview(): void {
  useUi.setState({ place: "overview" });
}

/** Shows the activity: all of it, or one key's. */
export function showActivity(keyId: string | null = null): void {
  useUi.setState({ place: "activity", activityFilter: { ...allActivity, keyId } });
}

/** Shows all of the activity again, as when another connection comes on screen: its keys and kinds are others. */
export function showAllActivity(): void {
  useUi.setState({ activityFilter: allActivity });
}

/** Shows less or more of the activity. */
export function filterActivity(change: Partial<ActivityFilter>): void {
  useUi.setState(({ activityFilter }) => ({ activityFilter: { ...activityFilter, ...change } }));
}

/** Shows a tab of Settings. */
export function showTab(tab: SettingsTab): void {
  useUi.setState({ place: "settings", tab });
}

/** Opens a dialog; one at a time. */
export function openDialog(dialog: OpenDialog): void {
  useUi.setState({ dialog });
}

/** Whether a dialog takes the focus: a menu that led to it must not take it back. */
export function hasDialog(): boolean {
  return useUi.getState().dialog !== null;
}

/** Closes the dialog on screen. */
export function closeDialog(): void {
  useUi.setState({ dialog: null });
}

/** Asks whether an uncopied key may go, or takes the question back. */
export function requestClose(closeRequest: CloseRequest | null): void {
  useUi.setState({ closeRequest });
}

/** Makes a key the one that the command palette acts on. */
export function selectKey(selectedKeyId: string): void {
  if (useUi.getState().selectedKeyId !== selectedKeyId) useUi.setState({ selectedKeyId });
}

/** Says something in the live region and, for a moment, on screen. */
export function say(text: string, tone: Remark["tone"] = "plain"): void {
  useUi.setState(({ remark }) => ({ remark: { id: (remark?.id ?? 0) + 1, text, tone } }));
}

/** Takes a remark off the screen, unless a newer one stands there. */
export function hush(id: number): void {
  useUi.setState(({ remark }) => (remark?.id === id ? { remark: null } : {}));
}

/** Filters both tables by name and hint. */
export function filterBy(text: string): void {
  useUi.setState({ filter: { open: true, text } });
}

/** A click on the head of a column of the active keys. */
export function sortActiveBy(column: ActiveColumn): void {
  useUi.setState(({ order }) => ({ order: { ...order, active: afterClick(order.active, column) } }));
}

/** A click on the head of a column of the revoked keys. */
export function sortRevokedBy(column: RevokedColumn): void {
  useUi.setState(({ order }) => ({ order: { ...order, revoked: afterClick(order.revoked, column) } }));
}

/** Shows the filter field and focuses it. */
export function openFilter(): void {
  useUi.setState(({ filter }) => ({ filter: { ...filter, open: true }, findWanted: true }));
}

/** The filter field has the focus. */
export function findAnswered(): void {
  useUi.setState({ findWanted: false });
}

/** Empties the filter and lets the field go where it is not needed. */
export function closeFilter(): void {
  useUi.setState({ filter: { open: false, text: "" } });
}
