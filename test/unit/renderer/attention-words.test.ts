/** How a row of "Needs attention" sets apart whose matter it is, and when a key was last rotated. */
import { expect, test } from "vitest";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { wordsOf } from "../../../src-renderer/store/attention.ts";
import { lastRotation } from "../../../src-renderer/store/last-rotation.ts";
import { everyMatter, overviewDay } from "../../gallery/scenes-overview.ts";
import { ago, fiveKeys, lists, twoRevoked } from "../../gallery/states.ts";

const app = overviewDay(lists(fiveKeys, twoRevoked));
const words = (change: Partial<(typeof everyMatter)[number]>) =>
  wordsOf(app, { kind: "old", keyId: "k3", message: "", ...change });

test("a name, a hint, or the first sentence; nothing is lost", () => {
  for (const matter of everyMatter) {
    const { lead, rest } = wordsOf(app, matter);
    expect(lead.text).not.toBe("");
    expect(matter.message.endsWith(rest)).toBe(true);
    expect(matter.message).toContain(lead.text);
  }
  expect(everyMatter.map((matter) => wordsOf(app, matter).lead)).toEqual([
    { is: "name", text: "Inventory Sync" },
    { is: "sentence", text: "5 of 5 keys are active." },
    { is: "name", text: "Staging Tests" },
    { is: "hint", text: "krk_Qm5c••••8sVu" },
    { is: "name", text: "Staging Tests" },
    { is: "name", text: "Rotterdam label printer" },
    { is: "hint", text: "krk_Qm5c••••8sVu" },
  ]);
});

test("a key that has just been renamed or has gone keeps its sentence", () => {
  expect(words({ message: "“Old name” is 91 days old. Replace it." })).toEqual({
    lead: { is: "sentence", text: "“Old name” is 91 days old." },
    rest: "Replace it.",
  });
  expect(words({ keyId: "gone", message: "No full stop" })).toEqual({
    lead: { is: "sentence", text: "No full stop" },
    rest: "",
  });
});

test("the last rotation is the latest sign of one", () => {
  const ended = (id: string, revokedAt: string, revocationReason: string | null): ApiKey => ({
    ...(twoRevoked[0] as ApiKey),
    id,
    revokedAt,
    revocationReason,
  });
  const at = (revoked: ApiKey[], part = {}) => lastRotation({ ...app, ...lists(fiveKeys, revoked), ...part });
  expect(at([])).toBeNull();
  expect(at([ended("a", ago(5_000), "Leaked")])).toBeNull();
  expect(at([ended("a", ago(9_000), "rotated"), ended("b", ago(8_000), "rotated")])).toBe(ago(8_000));
  const [first, second] = fiveKeys as [ApiKey, ApiKey];
  const connectionId = app.activeConnectionId ?? "";
  const byHand = [{ connectionId, oldKeyId: first.id, newKeyId: second.id, startedAt: second.createdAt }];
  expect(at([], { rotations: byHand })).toBe(second.createdAt);
});
