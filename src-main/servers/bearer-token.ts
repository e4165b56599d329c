/** A session's token, as every kind of server hands one out. */
import { z } from "zod";

/**
 * A bearer token (RFC 6750, 2.1): anything else could not stand in a header.
 * The length is what fits into a keychain entry (src-main/session-entry.ts).
 */
export const BearerToken = z
  .string()
  .regex(/^[A-Za-z0-9\-._~+/]+=*$/)
  .max(700);
