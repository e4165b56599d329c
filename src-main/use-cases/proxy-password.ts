/** Reads the proxy's password when a connection is about to need it. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ProxyChoice } from "../../src-preload/contract/transport.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import type { SecretAnswer } from "../ports.ts";
import { noteKeychain } from "./adopt-session.ts";

/** The keychain account of the proxy's password. There is one proxy, so one entry. */
export const proxyAccount = "proxy";

const reasons: Record<Exclude<SecretAnswer["status"], "ok">, string> = {
  absent: "its password is not in the system keychain any more",
  locked: "its password lies in the system keychain, which is locked",
  denied: "the system keychain did not give its password to Keyrack",
  unavailable: "its password lies in the system keychain, and none answers",
};

/** The manual proxy's password, from memory or the keychain; `proxy-credentials` with the reason where it cannot be had. */
export async function proxyPassword(context: Context): Promise<Result<string>> {
  const { proxy } = context.state.getState().transport;
  const known = context.held.proxyPassword;
  if (known !== null) return succeeded(known);
  if (!context.settings.current().proxyPasswordStored) return without(proxy, "its password is not known any more");
  const answer = await context.secretStore.read(proxyAccount, { expected: true });
  noteKeychain(context, answer.status === "absent" ? "ok" : answer.status);
  if (answer.status !== "ok") return without(proxy, reasons[answer.status]);
  // Somebody typed another password meanwhile, or chose another proxy, which this one is not for.
  if (context.held.proxyPassword !== null) return succeeded(context.held.proxyPassword);
  if (context.state.getState().transport.proxy !== proxy) return without(proxy, "another proxy was chosen meanwhile");
  context.held.proxyPassword = answer.value;
  return succeeded(answer.value);
}

/** Going without the password would only be refused, and might look to the proxy like an attack. */
function without(proxy: ProxyChoice, reason: string): Result<never> {
  return failed("proxy-credentials", {
    reason,
    ...(proxy.mode === "manual" && URL.canParse(proxy.address) ? { proxy: new URL(proxy.address).host } : {}),
  });
}
