/** The model: what must be true of a world, whatever has happened to it. What the servers hold is not in here; they are asked. */
import { isDeepStrictEqual } from "node:util";
import type { AppState } from "../../src-preload/contract/app.ts";
import type { AccountName, Setup } from "./model-world.ts";

/** The key that a successor is wished for, and how long it goes on working, in seconds. */
export interface Rotating {
  keyId: string;
  graceSeconds: number;
}

/** One wish for a key: a press of Generate, together with the presses that repeat it because its answer was lost. */
export interface Intent {
  name: string | null;
  /** Null for a key in nobody's place. */
  rotates: Rotating | null;
  account: AccountName;
  connectionId: string;
  /** The run of the app it belongs to. */
  run: number;
  /** When it was first pressed, by the app's clock. */
  pressedAt: number;
  /** The keys that came of it; never more than one. */
  made: Set<string>;
  /** Whether the person was last told that nobody knows. */
  inDoubt: boolean;
  /** Whether something that could not know said that it was not done: then nobody can promise anything. */
  denied: boolean;
  /** Made by a request that arrived after the app had given up. */
  late: boolean;
}

/** A step that was taken, and what it came to. */
export interface TakenStep {
  label: string;
  kind: string;
  outcome: string;
}

/** How long the same Idempotency-Key is answered again, milliseconds (DESIGN.md section 4). */
const windowMs = 600_000;

/** What must be true. */
export class Model {
  /** What was on screen after the last step. */
  screen: AppState;
  /** Steps taken so far, with what they came to. */
  readonly trace: TakenStep[] = [];
  /** The account that was last signed in on the connection on screen. */
  account: AccountName = "home";
  /** Runs of the app so far. */
  run = 0;

  /** Keys that were on screen at some time. */
  readonly told = new Set<string>();
  /** Keys that the second admin made. */
  readonly byAdmin = new Set<string>();
  readonly intents: Intent[] = [];
  /** Keys that were said to be lost. */
  readonly named = new Set<string>();
  /** Keys whose revocation somebody asked for, and those of which somebody heard that it is done. */
  readonly revokeAsked = new Set<string>();
  readonly revokeDone = new Set<string>();
  /** Keys that somebody wished to rotate: their time may end by itself. */
  readonly rotateAsked = new Set<string>();
  /** Those that the app itself has called revoked in this run: they are never among its active keys again. */
  readonly revokedOnScreen = new Set<string>();
  /** The names a key may have: one, unless a change was asked for and nobody said what became of it. */
  readonly names = new Map<string, Set<string | null>>();
  /** Names that the app itself has called changed in this run, and nobody has changed since: they are on screen. */
  readonly shownNames = new Map<string, string | null>();
  /** Values that somebody has been given. */
  readonly values = new Map<string, string>();
  /** Keys whose value is kept and must stay so. */
  readonly kept = new Set<string>();
  /** Kept keys that may go because the person said so. */
  readonly mayGo = new Set<string>();

  /** Whether the session of the last sign-in was seen in the keychain. */
  sessionStored = false;
  /** Whether the person signed out since the last sign-in. */
  signedOut = false;
  /** The gate's count of 401s at the last sign-in. */
  unauthorizedBefore = 0;
  /** Messages to the window that have been looked through in this run. */
  messagesRead = 0;

  /** Requests that have left the app and not arrived. */
  late = 0;
  /** Whether no fault is on and something listens. */
  calm = true;

  constructor(
    readonly setup: Setup,
    screen: AppState,
  ) {
    this.screen = screen;
  }

  get signedIn(): boolean {
    return this.screen.session.status === "signed-in";
  }

  get connectionId(): string {
    return this.screen.activeConnectionId ?? "";
  }

  /** The last wish of which nobody knows what became of it. */
  get inDoubt(): Intent | null {
    return this.intents.findLast(({ inDoubt, run }) => inDoubt && run === this.run) ?? null;
  }

  /** The key in row `at` of the active ones, counted round. */
  activeKey(at: number): string | null {
    const { active } = this.screen.keys;
    return active.length === 0 ? null : (active[at % active.length]?.id ?? null);
  }

  /**
   * The wish that pressing Generate repeats: one of the same name, or for the same key, and account in this run and within the window, of which
   * nobody knows yet what became of it. The person was promised that this makes no second key.
   */
  repeated({ name, rotates }: Pick<Intent, "name" | "rotates">, now: number): Intent | null {
    return (
      this.intents.find(
        (intent) =>
          intent.inDoubt &&
          !intent.denied &&
          isDeepStrictEqual(intent.rotates, rotates) &&
          (rotates !== null || intent.name === name) &&
          intent.account === this.account &&
          intent.connectionId === this.connectionId &&
          intent.run === this.run &&
          now - intent.pressedAt < windowMs &&
          // Once it is on screen it has been told, and another press is another wish.
          ![...intent.made].some((id) => this.told.has(id)),
      ) ?? null
    );
  }

  /** Another run of the app begins: it knows what it has written down, and what the servers tell it. */
  beginRun(): void {
    this.run += 1;
    this.messagesRead = 0;
    this.revokedOnScreen.clear();
    this.shownNames.clear();
  }

  /**
   * What the person has been told of lost keys since. Once a key is named, or several that it may be, another press is another
   * wish, even where that key is the second admin's.
   */
  noteExplanations(): void {
    const { lostKey, notices } = this.screen;
    const named = lostKey?.status === "created" ? lostKey.apiKey : null;
    const isNews = named !== null && !this.named.has(named.id);
    if (named) this.named.add(named.id);
    const ambiguous = new Set(notices.filter(({ tone }) => tone === "warning").map(({ id }) => id));
    for (const intent of this.intents) {
      if (intent.run !== this.run || intent.account !== this.account) continue;
      const isCalled = intent.rotates
        ? named?.rotation?.replaces === intent.rotates.keyId
        : lostKey?.name === intent.name;
      const isThis = isNews && isCalled && (intent.made.size === 0 || intent.made.has(named.id));
      if (isThis || ambiguous.has(`lost-key-${intent.pressedAt}`)) intent.inDoubt = false;
    }
  }

  /** Somebody other than the app has given the key a name, or may have. */
  nameChanged(keyId: string, name: string | null, certain: boolean): void {
    this.shownNames.delete(keyId);
    if (certain) this.names.set(keyId, new Set([name]));
    else this.names.get(keyId)?.add(name);
  }
}
