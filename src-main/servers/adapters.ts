/** The kinds of servers Keyrack can manage. A new one is a folder of its own and a line here. */
import type { ServerAdapter } from "./adapter.ts";
import { betterAuth } from "./better-auth/adapter.ts";
import { keyrack } from "./keyrack/adapter.ts";

/** In the order in which they are looked for. */
export const adapters: readonly ServerAdapter[] = [keyrack, betterAuth];
