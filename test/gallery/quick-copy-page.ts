/** The palette's page in the gallery's window, at the palette's size, with a mock of main that knows kept keys. */
import type { AppState } from "../../src-preload/contract/app.ts";
import type { Channel } from "../../src-preload/contract/ipc.ts";
import type { FakeAnswer, FakeControls } from "./fake-bridge.ts";
import type { Gallery } from "./page.ts";
import { now } from "./states.ts";

/** As src-main/desktop/quick-copy-window.ts opens it. */
const paletteSize = { width: 560, height: 388 };

/** What the page is to be told. */
export interface PaletteMock {
  /** The snapshot; null for a bridge that is not there. */
  state: AppState | null;
  answers?: Partial<Record<Channel, FakeAnswer>>;
}

/** Loads the palette with a state and answers in place before its scripts run. */
export async function openPalette({ page, complaints }: Gallery, mock: PaletteMock): Promise<void> {
  await page.mouse.move(0, 0);
  await page.setViewportSize(paletteSize);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce", forcedColors: "none" });
  const installed = await page.addInitScript(installPaletteBridge, { answers: {}, ...mock, now });
  complaints.length = 0;
  await page.goto("app://keyrack/quick-copy.html");
  await installed.dispose();
  await page.waitForFunction(() => document.querySelector("main")?.children[1] !== undefined);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
}

/** Runs inside the page; so it can refer to nothing outside itself. */
function installPaletteBridge({ state, answers = {}, now: time }: PaletteMock & { now: number }): void {
  Date.now = () => time;
  if (state === null) return;
  const listeners: Record<string, ((payload: unknown) => void)[]> = {};
  const calls: FakeControls["calls"] = [];
  const call = (channel: Channel) => (input: unknown) => {
    calls.push({ channel, input });
    const given = answers[channel];
    if (given === "never") return new Promise(() => {});
    return Promise.resolve(given ?? { ok: true, value: channel === "app:state" ? state : null });
  };
  // Nothing else is there, so that a call the palette must not make fails.
  const bridge = {
    app: { state: call("app:state") },
    kept: { copy: call("kept:copy") },
    palette: { hide: call("palette:hide") },
    on(event: string, listener: (payload: unknown) => void) {
      listeners[event] = [...(listeners[event] ?? []), listener];
      return () => {};
    },
  };
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners[event] ?? []) listener(payload);
  };
  Object.defineProperty(window, "keyrack", { value: bridge });
  Object.defineProperty(window, "fakeMain", { value: { emit, calls } });
}
