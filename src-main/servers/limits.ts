/** How patient the transport is, and how much it reads: DESIGN.md's figures, and what tests set in their place. */
import type { buildConnector } from "undici";

/** What can be set from outside; the defaults are DESIGN.md's. Times in milliseconds. */
export interface TransportOptions {
  connectTimeoutMs?: number;
  headersTimeoutMs?: number;
  /** From the headers to the last byte, however steadily the bytes trickle in. */
  bodyTimeoutMs?: number;
  /** The waits before each further try of a request that may be repeated. */
  retryDelaysMs?: readonly number[];
  /** No further try starts later than this after the first: nobody should look at a spinner for minutes. */
  retryWithinMs?: number;
  /** How long a stream may be silent before it counts as broken: servers send a sign of life every 15 s. */
  silenceTimeoutMs?: number;
  /** The largest body that is read, in bytes. A stream ends there too, and goes on in another. */
  maxBodyBytes?: number;
  /** More for the sockets, such as the certificate authorities to trust (`ca`). */
  connect?: Partial<buildConnector.BuildOptions>;
}

const defaults = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 15_000,
  silenceTimeoutMs: 40_000,
  retryDelaysMs: [200, 800] as readonly number[],
  retryWithinMs: 15_000,
  maxBodyBytes: 8 * 1024 * 1024,
};

/** The options with their defaults in place. */
export type Limits = typeof defaults & TransportOptions;

/** Puts the defaults in place. */
export function limitsOf(options: TransportOptions): Limits {
  return { ...defaults, ...options };
}
