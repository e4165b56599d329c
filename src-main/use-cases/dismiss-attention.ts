/** Speaks no more of one thing that deserved a look, on this connection, or of everything again. Survives restarts. */
import type { Output, ParsedInput } from "../../src-preload/contract/ipc.ts";
import type { Context } from "../context.ts";
import { failed } from "../failures.ts";
import { isSameMatter } from "./attention.ts";
import { updateAttention } from "./keep-attention.ts";

/** Dismisses it. `settings-not-saved` when that holds for this run only. */
export async function dismissAttention(
  context: Context,
  { kind, keyId }: ParsedInput<"attention:dismiss">,
): Promise<Output<"attention:dismiss">> {
  const { activeConnectionId: connectionId } = context.state.getState();
  if (connectionId === null) return failed("unknown-connection");
  const dismissal = { kind, keyId, connectionId };
  const others = context.settings
    .current()
    .dismissals.filter((one) => one.connectionId !== connectionId || !isSameMatter(one, dismissal));
  const saved = context.settings.update({ dismissals: [...others, dismissal] });
  updateAttention(context);
  return saved;
}

/** Takes back every dismissal of the connection on screen. */
export async function restoreAttention(context: Context): Promise<Output<"attention:restore">> {
  const { activeConnectionId } = context.state.getState();
  const others = context.settings.current().dismissals.filter((one) => one.connectionId !== activeConnectionId);
  const saved = context.settings.update({ dismissals: others });
  updateAttention(context);
  return saved;
}
