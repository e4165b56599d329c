/** Keeps web pages out: the service listens on loopback, but a browser on the same computer can reach that too. */
import type { IncomingHttpHeaders } from "node:http";
import { Problem } from "../wire/problem.ts";

const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a Host that is not this computer: a page whose name was rebound to 127.0.0.1 sends its own name
 * (https://en.wikipedia.org/wiki/DNS_rebinding). Refuses an Origin header: only browsers send one, and no page has business here.
 */
export function webPageProblem({ host, origin }: IncomingHttpHeaders): Problem | null {
  if (!localHost.test(host ?? "")) {
    return new Problem("host-not-allowed", "Call this service as 127.0.0.1, localhost or [::1].", {});
  }
  if (origin !== undefined) {
    return new Problem("origin-not-allowed", "Requests with an Origin header are refused.", {});
  }
  return null;
}
