/** Chooses the way to servers. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ProxyChoice, ProxyInput, TransportState } from "../../src-preload/contract/transport.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import { noteKeychain } from "./adopt-session.ts";
import { proxyAccount } from "./proxy-password.ts";
import { takeNewWay } from "./take-new-way.ts";

/**
 * Takes effect with the next call, and asks the server again at once. `invalid-proxy` for an address that is none;
 * `proxy-credentials` where a user name has no password, since one that was typed for another proxy or another user name
 * is never sent along; then nothing is changed. `settings-not-saved` when the choice will not outlive this run.
 */
export async function setProxy(context: Context, input: ProxyInput): Promise<Result<null>> {
  const read = readChoice(context, input.proxy);
  if (!read.ok) return read;
  const proxy = read.value;
  const before = context.state.getState().transport;
  if (!hasUser(proxy)) return save(context, proxy, await forgetPassword(context));
  if (input.password !== null) return withPassword(context, proxy, input.password);
  if (!samePlace(proxy, before.proxy) || before.proxyPassword === "none") {
    return failed("proxy-credentials", {
      proxy: new URL(proxy.address).host,
      reason: `the password for “${proxy.username}” is needed`,
    });
  }
  return save(context, proxy, { place: before.proxyPassword, stored: context.settings.current().proxyPasswordStored });
}

/** Where the password is, and whether the keychain has an entry that is to be removed one day. */
interface Password {
  place: TransportState["proxyPassword"];
  stored: boolean;
}

/** A keychain entry must stay below this everywhere (Windows). Bytes. */
const maxBytes = 1_000;

/** Without a keychain it lives in memory for this run, never on disk. */
async function withPassword(context: Context, proxy: ProxyChoice, password: string): Promise<Result<null>> {
  if (Buffer.byteLength(password) >= maxBytes) {
    return failed("invalid-proxy", { reason: "the password is too long for the system keychain" });
  }
  const { status } = await context.secretStore.write(proxyAccount, password);
  noteKeychain(context, status);
  context.held.proxyPassword = password;
  const stored = status === "ok";
  return save(context, proxy, { place: stored ? "keychain" : "memory", stored });
}

async function forgetPassword(context: Context): Promise<Password> {
  context.held.proxyPassword = null;
  if (!context.settings.current().proxyPasswordStored) return { place: "none", stored: false };
  const { status } = await context.secretStore.remove(proxyAccount, { expected: true });
  noteKeychain(context, status);
  // Where it could not be removed the next change of the proxy tries again.
  return { place: "none", stored: status !== "ok" };
}

type ProxyWithUser = Extract<ProxyChoice, { mode: "manual" }> & { username: string };

function hasUser(proxy: ProxyChoice): proxy is ProxyWithUser {
  return proxy.mode === "manual" && proxy.username !== null;
}

function readChoice(context: Context, proxy: ProxyChoice): Result<ProxyChoice> {
  if (proxy.mode !== "manual") return succeeded(proxy);
  const address = context.servers.readProxyAddress(proxy.address);
  // Basic parts the user name from the password at the first colon (RFC 7617, 2).
  if (proxy.username?.includes(":")) return failed("invalid-proxy", { reason: "a user name cannot hold a colon" });
  return address.ok ? succeeded({ ...proxy, address: address.value }) : address;
}

/** Whether the password of one is the password of the other. */
function samePlace(proxy: ProxyWithUser, before: ProxyChoice): boolean {
  return hasUser(before) && before.address === proxy.address && before.username === proxy.username;
}

function save(context: Context, proxy: ProxyChoice, { place, stored }: Password): Promise<Result<null>> {
  context.state.setState(({ transport }) => ({ transport: { ...transport, proxy, proxyPassword: place } }));
  takeNewWay(context);
  return context.settings.update({ proxy, proxyPasswordStored: stored });
}
