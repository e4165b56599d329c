/** Keeps the list fresh: on focus, once a minute while somebody looks, and, after an outage, by itself. */
import { type BrowserWindow, powerMonitor } from "electron";
import type { Context } from "../context.ts";
import { watchNetwork } from "../desktop/network-watch.ts";
import { refreshKeys } from "../use-cases/list-keys.ts";
import { keepReconnecting } from "../use-cases/reconnect.ts";

/** Milliseconds between two looks at the server while the window is visible. An unchanged list costs it a 304. */
const interval = 60_000;

/** Begins to keep the list fresh; answers what to call when the window gets the focus. */
export function keepFresh(context: Context, window: () => BrowserWindow | null): () => void {
  const reconnection = keepReconnecting(context);
  const newNetwork = () => {
    // The way to a server that was asked of the old network may lead nowhere in the new one.
    context.servers.forgetProxies();
    reconnection.tryNow();
  };
  // It may have been carried elsewhere in its sleep.
  powerMonitor.on("resume", newNetwork);
  watchNetwork(newNetwork);

  function refresh(): void {
    const { session, network } = context.state.getState();
    // A try that is due comes by itself, and not sooner than the server allows.
    if (session.status === "signed-in" && network.status !== "offline" && network.nextTryAt === null)
      void refreshKeys(context);
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
    if (!reconnection.tryNow()) refresh();
  };
}
