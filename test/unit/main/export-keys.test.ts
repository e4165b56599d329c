/** The key list into a file: everything that can be read, in both formats, and nothing where that fails. */
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { KeyListFile } from "../../../src-main/export/key-list-json.ts";
import { connect } from "../../../src-main/use-cases/connect.ts";
import { exportKeys } from "../../../src-main/use-cases/export-keys.ts";
import { fakeWorld, sampleKey } from "../../support/fake-ports.ts";

const place = "/somewhere/keys";

/** Signed in: two active keys, and `revoked` revoked ones on pages of ten. */
async function listed(revoked = 25) {
  const world = fakeWorld();
  world.server.pageSize = 10;
  world.server.keys = [
    sampleKey({ id: "key_a", name: "=1+1" }),
    sampleKey({ id: "key_b", name: null }),
    ...Array.from({ length: revoked }, (_, index) =>
      sampleKey({ id: `key_${index}`, status: "revoked", revokedAt: "2026-11-01T00:00:00.000Z" }),
    ),
  ];
  await connect(world.context, { address: "https://api.example.com", email: "ada@example.com", password: "right" });
  world.userFiles.exportPlace = place;
  return { ...world, text: () => world.userFiles.exports.get(place) ?? "" };
}

test("JSON: all revoked keys are read first", async () => {
  const { context, text, userFiles } = await listed();
  expect(context.state.getState().revoked.more).toBe(true);
  expect(await exportKeys(context, { format: "json" })).toEqual({ ok: true, value: { path: place, complete: true } });
  const file = KeyListFile.parse(JSON.parse(text()));
  expect(file).toMatchObject({
    complete: true,
    server: { name: "api.example.com", origin: "https://api.example.com" },
  });
  expect(file.keys.map(({ id }) => id)).toEqual([
    "key_a",
    "key_b",
    ...Array.from({ length: 25 }, (_, n) => `key_${n}`),
  ]);
  expect(userFiles.asked).toEqual(["keyrack-keys-api-example-com-2026-11-23.json"]);
});

test("CSV: the same rows, formulas disarmed", async () => {
  const { context, text } = await listed();
  expect(await exportKeys(context, { format: "csv" })).toMatchObject({ value: { complete: true } });
  const rows = parse(text(), { columns: true, bom: true }) as { id: string; name: string }[];
  expect(rows).toHaveLength(27);
  expect(rows[0]).toMatchObject({ id: "key_a", name: "'=1+1" });
});

test("a page that cannot be read: what is known is written, and it is said that more is missing", async () => {
  const { context, server, text } = await listed();
  server.fail("timeout");
  expect(await exportKeys(context, { format: "json" })).toMatchObject({ value: { complete: false } });
  const file = KeyListFile.parse(JSON.parse(text()));
  expect([file.complete, file.keys.length]).toEqual([false, 12]);
});

test("called off: nothing is written", async () => {
  const { context, userFiles } = await listed();
  userFiles.exportPlace = null;
  expect(await exportKeys(context, { format: "csv" })).toEqual({ ok: true, value: null });
  expect(userFiles.exports.size).toBe(0);
});

test.each([
  ["ENOSPC", "the disk is full"],
  ["EACCES", "the system does not let you write there"],
  ["EIO", "the system could not write it"],
])("%s: the sentence says why", async (code, words) => {
  const { context, userFiles } = await listed();
  userFiles.failing = Object.assign(new Error("no"), { code });
  expect(await exportKeys(context, { format: "csv" })).toMatchObject({
    failure: { code: "export-failed", message: expect.stringContaining(words) },
  });
});

test("another connection in front meanwhile: nobody gets its list for this one", async () => {
  const { context, server, userFiles } = await listed();
  server.beforeList = () => {
    context.held.epoch += 1;
  };
  expect(await exportKeys(context, { format: "json" })).toMatchObject({ failure: { code: "export-failed" } });
  expect([userFiles.asked, userFiles.exports.size]).toEqual([[], 0]);
});

test("no list yet", async () => {
  const { context, userFiles } = fakeWorld();
  expect(await exportKeys(context, { format: "json" })).toMatchObject({ failure: { code: "export-failed" } });
  expect(userFiles.asked).toEqual([]);
});
