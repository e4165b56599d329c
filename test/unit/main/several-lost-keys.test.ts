/** More than one create without an answer: each is spoken of, and what is done is done to the one that was named. */
import { describe, expect, test } from "vitest";
import { failed } from "../../../src-main/failures.ts";
import { refreshKeys } from "../../../src-main/use-cases/list-keys.ts";
import { dismissLostKey, replaceLostKey } from "../../../src-main/use-cases/lost-key.ts";
import { losingWorld } from "../../support/losing-world.ts";

/** Production was lost first, then Staging; both keys are there, their values are not. */
async function twoLost() {
  const world = await losingWorld("make, lose", "make, lose", "make, lose", "make, lose");
  const first = await world.generate("Production");
  world.clock.pass(60_000);
  const second = await world.generate("Staging");
  const ids = [first, second].map((answer) => (answer.ok ? "" : (answer.failure.lostKeyId ?? "")));
  return { ...world, production: ids[0] ?? "", staging: ids[1] ?? "" };
}

const activeNames = (server: { keys: { name: string | null; status: string }[] }) =>
  server.keys.filter(({ status }) => status === "active").map(({ name }) => name);

describe("two keys whose values were not received", () => {
  test("the later one is on show, under the name that its own answer gave", async () => {
    const { state, production, staging } = await twoLost();
    expect(production).not.toBe(staging);
    expect(state().lostKey).toMatchObject({ id: staging, status: "created", name: "Staging" });
  });

  test("the one that was named is replaced, although the other is on show", async () => {
    const { context, server, state, production, staging } = await twoLost();
    const answer = await replaceLostKey(context, { lostKeyId: production });
    expect(answer).toMatchObject({ ok: true, value: { name: "Production" } });
    expect(server.keys.find(({ name, status }) => name === "Production" && status === "revoked")).toBeDefined();
    expect(activeNames(server).sort()).toEqual(["Production", "Production API", "Staging"]);
    expect(state().lostKey).toMatchObject({ id: staging });
  });

  test("one that has been dealt with is not there to be replaced, and nothing is revoked in its stead", async () => {
    const { context, server, state, production, staging } = await twoLost();
    await dismissLostKey(context, { lostKeyId: staging });
    expect(state().lostKey).toMatchObject({ id: production });
    expect(await replaceLostKey(context, { lostKeyId: staging })).toMatchObject({ failure: { code: "not-found" } });
    expect(activeNames(server)).toHaveLength(3);
  });

  test("dismissed one after the other, none is spoken of again", async () => {
    const { context, state, production, staging } = await twoLost();
    await dismissLostKey(context, { lostKeyId: production });
    await dismissLostKey(context, { lostKeyId: staging });
    await refreshKeys(context);
    expect(state().lostKey).toBeNull();
  });
});

describe("two keys that one list shows", () => {
  /** Nobody could say of either; of the two the person now sees the later. */
  async function found() {
    const world = await losingWorld("make, lose", "make, lose", "make");
    const { server, generate, context } = world;
    server.beforeList = () => server.fail("connection-refused");
    await generate("Production");
    world.clock.pass(60_000);
    await generate("Staging");
    server.beforeList = () => {};
    server.failNext = [];
    await refreshKeys(context);
    expect(world.state().lostKey).toMatchObject({ status: "created", name: "Staging" });
    return world;
  }

  test("the one that nobody was told of is not made twice: generated again, its value comes after all", async () => {
    const { context, generate, sent, server } = await found();
    expect(await generate("Production")).toMatchObject({ ok: true, value: { id: "key_2" } });
    expect(sent.at(-1)?.idempotencyKey).toBe(sent[0]?.idempotencyKey);
    expect(context.held.newValue?.value).toContain("key_2");
    expect(activeNames(server).filter((name) => name === "Production")).toHaveLength(1);
  });

  test("the one that is in sight is made again: whoever presses then wants another", async () => {
    const { generate, sent, server } = await found();
    expect(await generate("Staging")).toMatchObject({ ok: true, value: { id: "key_4" } });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    expect(activeNames(server).filter((name) => name === "Staging")).toHaveLength(2);
  });
});

test("a list puts them in the order in which they were asked for", async () => {
  const { context, state, staging } = await twoLost();
  await refreshKeys(context);
  expect(state().lostKey).toMatchObject({ id: staging });
});

test("what is explained leaves the place to the earlier one, and its answer still says which it was", async () => {
  const { generate, state, clock } = await losingWorld("make, lose", "make, lose", "lose");
  await generate("Production");
  clock.pass(60_000);
  const answer = await generate("Staging");
  const id = answer.ok ? "" : answer.failure.lostKeyId;
  expect(state().lostKey).toMatchObject({ name: "Production" });
  expect(state().lostKey?.id).not.toBe(id);
});

test("an answer that settles a create names none", async () => {
  const { generate } = await losingWorld(() => failed("key-limit-reached"));
  const answer = await generate();
  expect(answer.ok ? null : answer.failure.lostKeyId).toBeUndefined();
});
