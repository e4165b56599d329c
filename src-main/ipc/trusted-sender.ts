/** Who may call: the main frame of a window of ours, showing our own page. */
import type { IpcMainInvokeEvent } from "electron";

/** Whether the message comes from the main frame of a page of `origin`. Subframes and other pages are refused. */
export function isTrustedSender(event: IpcMainInvokeEvent, origin: string): boolean {
  const frame = event.senderFrame;
  // Null when the frame has navigated away or is gone: https://www.electronjs.org/docs/latest/api/structures/ipc-main-invoke-event
  return frame !== null && frame.parent === null && frame.origin === origin;
}
