/** Remembers with a connection what its server can do, so that its list and its keys' instructions are the same offline. */
import { isDeepStrictEqual } from "node:util";
import type { Context } from "../context.ts";
import { activeConnection } from "../state.ts";
import { changeConnection } from "./change-connection.ts";

/** Begins to remember it; answers how to stop. */
export function rememberAbilities(context: Context): () => void {
  return context.state.subscribe(({ session }, before) => {
    if (session === before.session || session.status !== "signed-in") return;
    const connection = activeConnection(context.state);
    const { capabilities, keyHeader } = session.session;
    const abilities = { capabilities, keyHeader };
    if (connection === null || isDeepStrictEqual(connection.abilities, abilities)) return;
    void changeConnection(context, connection.id, { abilities });
  });
}
