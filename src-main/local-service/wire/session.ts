/** Admin sessions as the management API shows and takes them. */
import { z } from "zod";
import { Instant } from "./api-key.ts";

/** What this service offers beyond the basics of the contract. */
export const capabilities: readonly string[] = [
  "rename",
  "revoke-reason",
  "last-used",
  "verify",
  "warehouses",
  "rotate",
  "audit",
  "events",
];

/** E-mail and password of an admin. */
export const SignInRequest = z.object({
  email: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .transform((email) => email.normalize("NFC").toLowerCase())
    .meta({ description: "Upper and lower case are the same.", examples: ["admin@keyrack.local"] }),
  password: z.string().min(1).max(1024).meta({ format: "password" }),
});

/** A place whose stock a consumer call is about. */
export const Warehouse = z
  .object({ id: z.string(), name: z.string() })
  .meta({ examples: [{ id: "wh_rotterdam", name: "Rotterdam" }] });

/** Who is signed in, where, until when, and what the server can do. */
export const Session = z.object({
  expiresAt: Instant,
  account: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  warehouses: z.array(Warehouse).describe("The values `X-Warehouse-Id` may have."),
  capabilities: z
    .array(z.string())
    .describe("What the server offers beyond the basics; clients ignore words they do not know.")
    .meta({ examples: [capabilities] }),
});
/** Who is signed in, where, until when, and what the server can do. */
export type Session = z.infer<typeof Session>;

/** A new session: the only answer that holds its token. */
export const NewSession = z.object({
  token: z
    .string()
    .describe("Opaque; carried as `Authorization: Bearer <token>`. Answered here and never again.")
    .meta({ examples: ["krs_Zx0…"] }),
  ...Session.shape,
});
/** A new session. */
export type NewSession = z.infer<typeof NewSession>;
