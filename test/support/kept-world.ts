/** A world of fakes in which somebody is signed in and has one active key that can be kept. */
import { keptAccount } from "../../src-main/kept-keys.ts";
import { connect } from "../../src-main/use-cases/connect.ts";
import { keepKey } from "../../src-main/use-cases/keep-key.ts";
import { fakeWorld, sampleKey } from "./fake-ports.ts";

/** Fits `sampleKey()`, and the fake server knows it as that key. */
export const keptValue = "krk_9fK2_key_1_x7Qd";

/** The world, and handles on what is kept in it. */
export async function keptWorld() {
  const world = fakeWorld();
  world.server.keys = [sampleKey()];
  const { context, secretStore } = world;
  await connect(context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  const connectionId = context.state.getState().activeConnectionId ?? "";
  const reference = { connectionId, keyId: "key_1" };
  const entries = () => [...secretStore.entries.keys()].filter((account) => account.startsWith("key:"));
  const kept = () => context.state.getState().kept;
  const keep = () => keepKey(context, { connectionId, apiKey: sampleKey(), value: keptValue });
  return { ...world, reference, account: keptAccount(reference), entries, kept, keep };
}
