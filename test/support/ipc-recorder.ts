/** Records everything main sends to the window: the answers to its calls and the events, as text. */
import { type ElectronApplication, expect } from "@playwright/test";
import { channels } from "../../src-preload/contract/ipc.ts";

/** Begins to record in an app that runs; the answer fetches the messages so far, each as "channel JSON". */
export async function recordIpc(app: ElectronApplication): Promise<() => Promise<string[]>> {
  const wrapped = await app.evaluate(({ ipcMain, webContents }) => {
    const recorded: string[] = [];
    (globalThis as unknown as { recorded: string[] }).recorded = recorded;
    // ipcMain has no public way to listen to its answers; the handlers it keeps are wrapped in place.
    type Handler = (...args: unknown[]) => Promise<unknown>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (...args) => {
        const answer = await handler(...args);
        recorded.push(`${channel} ${JSON.stringify(answer)}`);
        return answer;
      });
    }
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents);
      contents.send = (channel: string, ...args: unknown[]) => {
        recorded.push(`${channel} ${JSON.stringify(args)}`);
        send(channel, ...args);
      };
    }
    return handlers.size;
  });
  expect(wrapped, "every channel is recorded").toBe(Object.keys(channels).length);
  return () => app.evaluate(() => [...(globalThis as unknown as { recorded: string[] }).recorded]);
}
