/** Clauses about names and reasons: what is allowed, what is refused, what becomes of it. */
import { expect } from "vitest";
import type { Clause, Context } from "../clause.ts";
import { ApiKey, problem, shaped } from "../shapes.ts";

const names = "Names: trimmed, at most 64 characters, no control characters; duplicates allowed";

const family = "👩‍👩‍👧‍👦";
const rightToLeft = "مخزون الرياض";
const allowed = [
  "Production",
  "x".repeat(64),
  "🔑".repeat(64),
  family,
  rightToLeft,
  "שלום 5 עולם",
  "Zoë Åßmann 東京 ",
  '<b>&amp;</b> "quoted" \'; DROP TABLE keys; --',
  "e\u0301".repeat(32),
].map((name) => name.trim());

const refused: Record<string, string> = {
  "65 characters": "x".repeat(65),
  "65 emoji": "🔑".repeat(65),
  NUL: "a\u0000b",
  "a bell": "a\u0007b",
  "a line break inside": "a\nb",
  "a tab inside": "a\tb",
  DEL: "a\u007fb",
  "a C1 control": "a\u0085b",
  "an escape sequence": "\u001b[31mred",
  "a bidirectional override": "user\u202egpj.exe",
  "a bidirectional isolate": "a\u2066b\u2069",
};

async function rename(context: Context, id: string, name: unknown) {
  return await context.send({ method: "PATCH", path: `/admin/api-keys/${id}`, body: { name } });
}

/** The clauses. */
export const nameClauses: readonly Clause[] = [
  {
    id: "names-allowed",
    call: names,
    rule: "64 characters, emoji and right-to-left text come back as they were sent",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Names");
      for (const name of allowed) {
        expect(shaped(await rename(context, apiKey.id, name), 200, ApiKey).name, "name").toBe(name);
      }
      const last = (await context.all("active")).find(({ id }) => id === apiKey.id);
      expect(last?.name, "name in the list").toBe(allowed.at(-1));
    },
  },
  {
    id: "names-refused",
    call: names,
    rule: "422 invalid-name for 65 characters, control characters and bidirectional controls; nothing is made or changed",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("Unchanged");
      const before = (await context.all("active")).length;
      for (const [what, name] of Object.entries(refused)) {
        const answers = [await rename(context, apiKey.id, name), await context.tryCreate({ name })];
        for (const answer of answers) {
          expect(answer.status, `status for ${what}`).toBe(422);
          problem(answer, 422, "invalid-name");
        }
      }
      const after = await context.all("active");
      expect(after.length, "active keys").toBe(before);
      expect(after.find(({ id }) => id === apiKey.id)?.name, "the name").toBe("Unchanged");
    },
  },
  {
    id: "names-trimmed",
    call: names,
    rule: "white space at both ends is removed; nothing left means no name",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey } = await context.create("  \t Staging \n");
      expect(apiKey.name, "name of the create").toBe("Staging");
      const padded = `   ${"x".repeat(64)}   `;
      expect(shaped(await rename(context, apiKey.id, padded), 200, ApiKey).name, "64 and padding").toBe("x".repeat(64));
      for (const empty of ["", "   ", null]) {
        expect(shaped(await rename(context, apiKey.id, empty), 200, ApiKey).name, "an empty name").toBeNull();
      }
    },
  },
  {
    id: "names-duplicates",
    call: names,
    rule: "two active keys may have the same name",
    check: async (context) => {
      await context.needRoom(2);
      const [first, second] = [await context.create("Twin"), await context.create("Twin")];
      expect([first.apiKey.name, second.apiKey.name], "names").toEqual(["Twin", "Twin"]);
      expect(first.apiKey.id, "ids").not.toBe(second.apiKey.id);
    },
  },
  {
    id: "reasons",
    call: "POST /admin/api-keys/{id}/revoke {reason?}",
    rule: "reasons follow the rules of names with at most 200 characters; 422 invalid-reason, and the key stays active",
    check: async (context) => {
      await context.needRoom(1);
      const { apiKey, key } = await context.create("Reasons");
      const path = `/admin/api-keys/${apiKey.id}/revoke`;
      for (const reason of ["x".repeat(201), "a\u0000b", "a\u202eb"]) {
        problem(await context.send({ method: "POST", path, body: { reason } }), 422, "invalid-reason");
      }
      expect((await context.api.send({ path: "/keys/self", key })).status, "the key still works").toBe(200);
      const revoked = await context.revoke(apiKey.id, { reason: `  ${"🔑".repeat(200)} ` });
      expect(revoked.revocationReason, "reason").toBe("🔑".repeat(200));
    },
  },
];
