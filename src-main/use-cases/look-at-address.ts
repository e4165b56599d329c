/** Finds out what stands at an address that a person typed. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { FoundServer, ServerPlace } from "../../src-preload/contract/server.ts";
import type { Context } from "../context.ts";
import { failed, succeeded } from "../failures.ts";
import type { Address } from "../ports.ts";

/** What stands there, for the person to see before a password is typed. */
export async function lookAtAddress(context: Context, { address }: { address: string }): Promise<Result<FoundServer>> {
  const resolved = context.servers.resolve(address);
  if (!resolved.ok) return resolved;
  const found = await context.servers.look(resolved.value);
  return found.ok ? succeeded({ host: resolved.value.host, place: found.value }) : found;
}

/** Where to sign in: what the person says stands there, or what is found; `not-an-api` when nobody can tell. */
export async function placeFor(
  { servers }: Context,
  address: Address,
  kind: string | undefined,
): Promise<Result<ServerPlace>> {
  if (kind !== undefined) return servers.place(address, kind);
  const found = await servers.look(address);
  if (!found.ok) return found;
  return found.value ? succeeded(found.value) : failed("not-an-api", { host: address.host });
}
