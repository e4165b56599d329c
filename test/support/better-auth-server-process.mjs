/** A Better Auth server in a process of its own: started and steered by better-auth-server.ts, over the channel of `fork`. */
// @ts-check
import { runBetterAuth } from "./better-auth-server-run.mjs";

const [data = "", options = "{}"] = process.argv.slice(2);
// Messages that come earlier wait in the channel until somebody listens.
const server = await runBetterAuth(data, JSON.parse(options));

process.on(
  "message",
  async (/** @type {{ id: number, method: string, inputs: unknown[] }} */ { id, method, inputs }) => {
    try {
      const { origin, basePath, port, user } = server;
      /** @type {Record<string, any>} */
      const methods = { ...server, place: async () => ({ origin, basePath, port, user }) };
      process.send?.({ id, value: await methods[method]?.(...inputs) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  },
);
process.once("disconnect", () => process.exit());
process.once("SIGTERM", async () => {
  await server.close();
  process.exit();
});
