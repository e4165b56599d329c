/** Servers that run Better Auth (https://www.better-auth.com) with its api-key and bearer plugins. */
import { succeeded } from "../../failures.ts";
import type { ServerAdapter } from "../adapter.ts";

/** Better Auth. */
export const betterAuth: ServerAdapter = {
  kind: "better-auth",
  label: "Better Auth",
  signIn: ["password", "token"],
  basePath: "/api/auth",
  movable: true,
  recognise: async () => succeeded(false),
  open() {
    throw new Error("not built yet");
  },
};
