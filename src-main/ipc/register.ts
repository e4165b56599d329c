/** The only place that listens to the window: checks the sender, parses the input, runs the handler, parses the output. */
import { type IpcMainInvokeEvent, ipcMain } from "electron";
import type { FailureCode } from "../../src-preload/contract/failure.ts";
import { type Channel, channels, type Output, type ParsedInput } from "../../src-preload/contract/ipc.ts";
import { failed } from "../failures.ts";
import { logLine } from "../log.ts";
import { isTrustedSender } from "./trusted-sender.ts";

/** What runs for each channel. */
export type Handlers = { [C in Channel]: (input: ParsedInput<C>) => Promise<Output<C>> };

/**
 * Registers every channel of the contract. `origin` is the one page that may call. Nothing is ever thrown back: refusals are failures too.
 */
export function registerIpc(handlers: Handlers, origin: string): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...received: unknown[]) => {
      if (!isTrustedSender(event, origin)) {
        logLine(`refused ${channel} from ${event.senderFrame?.origin ?? "a frame that is gone"}`);
        return failed("invalid-input");
      }
      return answer(channel, handlers[channel], received);
    });
  }
}

/** Parses, runs and parses again; separate from Electron so that it can be tested without it. */
export async function answer<C extends Channel>(
  channel: C,
  handler: Handlers[C],
  received: unknown[],
): Promise<Output<C>> {
  const { input, output } = channels[channel];
  const parsed = input.safeParse(received[0]);
  if (!parsed.success) return failed(codeFor(parsed.error.issues[0]?.path[0])) as Output<C>;
  if (received.length !== 1) return failed("invalid-input") as Output<C>;
  try {
    const result = output.safeParse(await handler(parsed.data as ParsedInput<C>));
    if (result.success) return result.data as Output<C>;
    // The paths say which field was wrong without saying what was in it.
    logLine(
      `${channel} answered outside its schema at ${result.error.issues.map(({ path }) => path.join(".")).join(", ")}`,
    );
  } catch (error) {
    logLine(`${channel} failed`, error);
  }
  return failed("internal") as Output<C>;
}

/** The two fields that people type freely have codes of their own; anything else malformed is a fault of the caller's. */
function codeFor(field: PropertyKey | undefined): FailureCode {
  return field === "name" ? "invalid-name" : field === "reason" ? "invalid-reason" : "invalid-input";
}
