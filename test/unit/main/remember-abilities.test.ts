/** What a server can do is remembered with its connection, and used for its keys' instructions while nobody is signed in. */
import { expect, test } from "vitest";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { copyWithKey } from "../../../src-main/use-cases/copy-with-key.ts";
import { rememberAbilities } from "../../../src-main/use-cases/remember-abilities.ts";
import { signIn } from "../../../src-main/use-cases/sign-in.ts";
import { signOut } from "../../../src-main/use-cases/sign-out.ts";
import { Connection } from "../../../src-preload/contract/connection.ts";
import { keyrackHeader, withoutHistory } from "../../support/capabilities.ts";
import { sampleSession } from "../../support/fake-ports.ts";
import { keptWorld, keptValue as value } from "../../support/kept-world.ts";
import { rightAt, staging, worldOfServers } from "../../support/two-servers.ts";

const ownHeader = { name: "x-api-key", scheme: null } as const;
const abilities = { capabilities: withoutHistory, keyHeader: ownHeader };

test("with the first session, and with each that says something else", async () => {
  const world = worldOfServers();
  const stop = rememberAbilities(world.context);
  await connect(world.context, rightAt(staging));
  const { capabilities, keyHeader } = sampleSession;
  expect(world.connectionAt(staging).abilities).toEqual({ capabilities, keyHeader });
  expect(world.settings.current().connections[0]?.abilities).toEqual({ capabilities, keyHeader });

  world.at(staging).capabilities = withoutHistory;
  await signIn(world.context, rightAt(staging));
  expect(world.connectionAt(staging).abilities).toEqual({ capabilities: withoutHistory, keyHeader });

  // Nothing is unlearnt by signing out.
  await signOut(world.context, { forgetKept: false });
  expect(world.connectionAt(staging).abilities).toEqual({ capabilities: withoutHistory, keyHeader });
  stop();
});

test("what a newer Keyrack wrote of it does not cost the connection", () => {
  const connection = { id: crypto.randomUUID(), kind: "remote", name: "A", origin: "https://a.example", email: null };
  const written = { ...connection, sessionStored: true, abilities: { capabilities: { limit: "some" } } };
  expect(Connection.parse(written)).toMatchObject({ name: "A", colour: "graphite" });
  expect(Connection.parse(written).abilities).toBeUndefined();
  expect(Connection.parse({ ...written, abilities }).abilities).toEqual(abilities);
});

test.each(["with a session", "without one"])("the line with the key is the server's own, %s", async (how) => {
  const { context, keep, reference, clipboard } = await keptWorld();
  await keep();
  const { connections, session } = context.state.getState();
  if (session.status !== "signed-in") throw new Error("Nobody is signed in.");
  context.state.setState(
    how === "with a session"
      ? { session: { ...session, session: { ...session.session, ...abilities } } }
      : {
          session: { status: "signed-out", reason: "ended" },
          connections: connections.map((connection) => ({ ...connection, abilities })),
        },
  );
  const input = { ...reference, kind: "curl", variable: "API_KEY", warehouseId: null } as const;
  expect(await copyWithKey(context, input)).toEqual({ ok: true, value: null });
  expect(clipboard.text).toBe(`curl 'https://api.example.com/' \\\n  -H 'x-api-key: ${value}'`);
});

test("of a connection of which nothing was ever heard, the guide's", async () => {
  const { context, keep, reference, clipboard } = await keptWorld();
  await keep();
  context.state.setState({ session: { status: "signed-out", reason: "ended" } });
  await copyWithKey(context, { ...reference, kind: "curl", variable: "API_KEY", warehouseId: null });
  expect(clipboard.text).toContain(`${keyrackHeader.name}: ${keyrackHeader.scheme} ${value}`);
  expect(clipboard.text).toContain("X-Warehouse-Id: {warehouse_id}");
});
