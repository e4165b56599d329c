/** Keeps the list fresh: on focus, once a minute while somebody looks, and, after an outage, by itself. */
import { type BrowserWindow, powerMonitor } from "electron";
import type { Context } from "../context.ts";
import { refreshKeys } from "../use-cases/list-keys.ts";
import { keepReconnecting } from "../use-cases/reconnect.ts";

/** Milliseconds between two looks at the server while the window is visible. An unchanged list costs it a 304. */
const interval = 60_000;

/** Begins to keep the list fresh; answers what to call when the window gets the focus. */
export function keepFresh(context: Context, window: () => BrowserWindow | null): () => void {
  const reconnection = keepReconnecting(context);
  powerMonitor.on("resume", () => reconnection.tryNow());

  function refresh(): void {
    const { session, network } = context.state.getState();
    if (session.status === "signed-in" && network.status !== "offline") void refreshKeys(context);
  }

  function tick(): void {
    context.clock.after(interval, () => {
      const shown = window();
      if (shown?.isVisible() && !shown.isMinimized()) refresh();
      tick();
    });
  }
  tick();

  return () => {
    reconnection.tryNow();
    refresh();
  };
}
