/** Every registered adapter against the list of behaviours, each with its real server. */
import { describe, expect, test } from "vitest";
import { adapters } from "../../src-main/servers/adapters.ts";
import { behaviours } from "./behaviours.ts";
import { tryOut } from "./bench.ts";
import { subjects } from "./subjects.ts";

test("every registered adapter is held to them", () => {
  const kinds = subjects.map(({ adapter }) => adapter.kind);
  expect(kinds.toSorted()).toEqual(adapters.map(({ kind }) => kind).toSorted());
  expect(new Set(behaviours.map(({ what }) => what)).size).toBe(behaviours.length);
});

describe.each(subjects.map((subject) => [subject.name, subject] as const))("%s", (_name, subject) => {
  const others = subjects.filter((other) => other !== subject);
  test.each(behaviours.map((behaviour) => [behaviour.what, behaviour] as const))("%s", (_what, behaviour) =>
    tryOut(behaviour, subject, others),
  );
});
