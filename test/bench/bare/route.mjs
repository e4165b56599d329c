/** The least a fastify service can be: one route that answers the bytes it was given. Prints where it listens. */
import { readFileSync } from "node:fs";
import Fastify from "fastify";

const bytes = readFileSync(0);
const app = Fastify();
app.get("/bare", (_request, reply) => reply.type("application/json; charset=utf-8").send(bytes));
console.log(await app.listen({ host: "127.0.0.1", port: 0, listenTextResolver: () => "" }));
