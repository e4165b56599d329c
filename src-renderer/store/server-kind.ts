/** What the window says of a server's kind and asks of it: everything from what main offers, nothing from the kind's name. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import type { ServerOffer, ServerPlace, SignInWay } from "../../src-preload/contract/server.ts";
import type { Looked } from "./server-look.ts";

/** Said of a connection whose kind of server this Keyrack does not know. */
export const newerKind = "A newer Keyrack made this connection. Update this one to sign in; nothing was lost.";

/** The offer of a kind; undefined where a newer Keyrack knows more of it. */
export function offerOf(servers: readonly ServerOffer[], kind: string | null): ServerOffer | undefined {
  return servers.find((offer) => offer.kind === kind);
}

/** A kind and where its API begins, the latter only where that is worth knowing; null for a kind nobody here knows. */
export function placeText(
  servers: readonly ServerOffer[],
  { kind, basePath }: ServerPlace,
): { label: string; path: string } | null {
  const offer = offerOf(servers, kind);
  return offer === undefined ? null : { label: offer.label, path: offer.movable ? basePath : "" };
}

/** Where a connection leads, as its address could be typed. */
export function typedAddress(servers: readonly ServerOffer[], { origin, server }: Connection): string {
  return origin === null ? "" : `${origin}${placeText(servers, server)?.path ?? ""}`;
}

/** The kind to sign in to, as far as it is known while the address is typed. */
export function kindAt({ look, chosen }: Looked): string | null {
  return chosen ?? (look.status === "found" ? (look.server.place?.kind ?? null) : null);
}

/** The ways to sign in. Before anybody knows what stands there, the one that everybody expects. */
export function waysOf(servers: readonly ServerOffer[], kind: string | null): readonly SignInWay[] {
  return offerOf(servers, kind)?.signIn ?? ["password"];
}

/** The line below an address: what stands there, in plain words; null while there is nothing to say. */
export function lookText(servers: readonly ServerOffer[], { look, chosen }: Looked): string | null {
  if (look.status === "none" || look.status === "failed") return null;
  if (look.status === "looking") return "Looking…";
  const { host, place } = look.server;
  if (place === null) return "Something answers there, but Keyrack cannot tell what it is. Choose:";
  const text = placeText(servers, place);
  const found = text === null ? host : `${text.label} at ${host}${text.path}`;
  return chosen === null || chosen === place.kind ? found : `Found ${found}; your choice counts.`;
}
