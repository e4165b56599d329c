/** How Keyrack reaches servers: through which proxy, and which certificate authorities it trusts. */
import { z } from "zod";
import { Failure } from "./failure.ts";

/** Which proxy leads to servers. The Local workspace and other services on this computer are always reached directly. */
export const ProxyChoice = z.discriminatedUnion("mode", [
  /** What the system says, automatic configuration scripts included. */
  z.object({ mode: z.literal("system") }),
  z.object({ mode: z.literal("direct") }),
  z.object({
    mode: z.literal("manual"),
    /** `http://host:port` or `https://host:port`, as main has read it. */
    address: z.string().min(1).max(2048),
    /** For Basic credentials (RFC 7617); null: none are sent. The password is in the keychain. */
    username: z.string().min(1).max(254).nullable(),
  }),
]);
/** Which proxy leads to servers. */
export type ProxyChoice = z.infer<typeof ProxyChoice>;

/** What a person fills in about the proxy. */
export const ProxyInput = z.object({
  proxy: ProxyChoice,
  /** A new password; null keeps the one that is known. Goes into main and never comes back. */
  password: z.string().min(1).max(512).nullable(),
});
/** What a person fills in about the proxy. */
export type ProxyInput = z.infer<typeof ProxyInput>;

/** How servers are reached. */
export const TransportState = z.object({
  proxy: ProxyChoice,
  /** Where the proxy's password is; `memory`: no keychain could take it, so it ends with this run. */
  proxyPassword: z.enum(["none", "keychain", "memory"]),
  authorities: z.object({
    /** Whether the system's own certificate store is used; the runtime must offer it (Node 22.15 and later). */
    system: z.boolean(),
    /** A PEM file of further authorities, such as a company's own; null: none was chosen. */
    file: z
      .object({
        path: z.string(),
        /** How many certificates it holds. */
        count: z.number().int().nonnegative(),
        /** Why it could not be used this time; it stays chosen. */
        failure: Failure.nullable(),
      })
      .nullable(),
  }),
});
/** How servers are reached. */
export type TransportState = z.infer<typeof TransportState>;
