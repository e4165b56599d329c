/** Notices that this computer's network has changed: another Wi-Fi, a cable, a VPN. */
import { networkInterfaces } from "node:os";

/** What can be told from outside, for tests. */
export interface NetworkWatchOptions {
  /** The interfaces that are up, as Node tells them. */
  read?: () => ReturnType<typeof networkInterfaces>;
  /** Milliseconds between two looks. */
  everyMs?: number;
}

/** A look costs some 0.1 ms, and nobody minds three seconds. */
const everyMs = 3_000;

/**
 * Calls `changed` whenever the addresses are others than before; answers how to stop. By looking again and again, because
 * neither Electron nor Node tells of it: Chromium's online event (https://www.electronjs.org/docs/latest/tutorial/online-offline-events)
 * knows of the first address and the last one only, and not of a move from one network to the next.
 */
export function watchNetwork(changed: () => void, options: NetworkWatchOptions = {}): () => void {
  const read = options.read ?? networkInterfaces;
  let known = addresses(read());
  const timer = setInterval(() => {
    const now = addresses(read());
    if (now === known) return;
    known = now;
    changed();
  }, options.everyMs ?? everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Every address that leads to others, in one text that can be compared. */
function addresses(interfaces: ReturnType<typeof networkInterfaces>): string {
  return Object.entries(interfaces)
    .flatMap(([name, all = []]) => all.filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`))
    .sort()
    .join("\n");
}
