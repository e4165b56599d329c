/** What a proxy has to do with a request that went nowhere. */
import type { FailureCode } from "../../src-preload/contract/failure.ts";
import { networkFault } from "./network-fault.ts";

/** A proxy that was not reached, or that passed nothing on. The request itself was certainly not sent. */
export class ProxyFault extends Error {
  readonly code: "proxy-unreachable" | "proxy-credentials";
  /** A clause for people. */
  readonly reason: string | undefined;
  /** What it answered to CONNECT. */
  readonly status: number | undefined;
  /** Whether it answered. Its no is then the answer: going another way would be going round it. */
  readonly answered: boolean;

  constructor(
    code: ProxyFault["code"],
    { reason, status, answered }: { reason?: string | undefined; status?: number; answered: boolean },
  ) {
    super("The proxy did not pass the request on.");
    this.name = "ProxyFault";
    this.code = code;
    this.reason = reason;
    this.status = status;
    this.answered = answered;
  }
}

/** Why a proxy was not reached, by what it would be for a server. */
const reasons: Partial<Record<FailureCode, string>> = {
  "unknown-host": "there is no host of that name",
  "connection-refused": "nothing answers there",
  "connection-lost": "the connection broke",
  timeout: "it did not answer in time",
  "not-an-api": "it is no proxy",
};

/** The fault of an error that was thrown before the proxy had answered. */
export function notReached(error: unknown): ProxyFault {
  if (error instanceof ProxyFault) return error;
  const { code, reason } = networkFault(error);
  return new ProxyFault("proxy-unreachable", { reason: reasons[code] ?? reason, answered: false });
}

/** The fault of an answer to CONNECT that is no success. `asked`: whether it was given credentials. */
export function refused(
  status: number,
  ways: string | string[] | undefined,
  asked: { credentials: boolean },
): ProxyFault {
  // 407 by the book (RFC 9110, 15.5.8); tinyproxy says 401 to credentials that are wrong.
  if (status !== 407 && status !== 401) return new ProxyFault("proxy-unreachable", { status, answered: true });
  const reason =
    unknownWay(ways) ?? (asked.credentials ? "it did not take the user name and password it was given" : undefined);
  return new ProxyFault("proxy-credentials", { reason, status, answered: true });
}

/** Proxies of some companies want the credentials of the system's sign-in, by ways that nothing here speaks (RFC 4559). */
function unknownWay(ways: string | string[] | undefined): string | undefined {
  const schemes = [ways ?? []].flat().flatMap((line) => /^\s*[\w-]+/.exec(line)?.[0] ?? []);
  if (schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === "basic")) return undefined;
  return `it wants a way of signing in that Keyrack does not have (${schemes.join(", ").slice(0, 60)})`;
}
