/** What a session's capabilities claim works, and what they do not claim is refused as `unsupported`. */
import { expect } from "vitest";
import { type AdapterBehaviour, type Bench, codeOf, listed, wish, worked } from "../bench.ts";

const dayMs = 86_400_000;

/** Signs in, and makes a key. */
async function withKey({ api, signIn }: Bench) {
  const { token, session } = await signIn();
  const { apiKey, value } = worked(await api.createKey(token, wish("Production")));
  return { token, session, apiKey, value, can: session.capabilities };
}

/** Collects what is heard of the server's events until `until` says that it is enough. */
async function hear({ api }: Bench, token: string, act: () => Promise<unknown>, until: (types: string[]) => boolean) {
  const ending = new AbortController();
  const types: string[] = [];
  const listened = api.listen(token, {
    after: null,
    signal: ending.signal,
    onOpen: () => void act(),
    onEvent({ type }) {
      types.push(type);
      if (until(types)) ending.abort();
    },
  });
  return { listened: codeOf(await listened), types };
}

export const claims: AdapterBehaviour[] = [
  {
    what: "limit: how many keys may be active, and one more is refused; without it, null",
    async run(bench) {
      const { token, can } = await withKey(bench);
      const page = worked(await bench.api.listKeys(token, { status: "active" }));
      if (page === "unchanged" || page.limits === null) {
        expect([can.limit, page]).toEqual([false, expect.objectContaining({ limits: null })]);
        return;
      }
      expect(can.limit).toBe(true);
      const { maxActive, active } = page.limits;
      expect(active).toBe(1);
      for (let made = active; made < maxActive; made += 1) worked(await bench.api.createKey(token, wish(null)));
      expect(await bench.api.createKey(token, wish(null))).toMatchObject({
        ok: false,
        failure: { code: "key-limit-reached", maxActive },
      });
    },
  },
  {
    what: "expiry: a key gets its end, and past it is not listed as active; without it, no key is made without an end in secret",
    async run(bench) {
      const { api, server } = bench;
      const { token, can, apiKey } = await withKey(bench);
      const made = await api.createKey(token, wish("For a week", { expiresInDays: 7 }));
      if (!can.expiry) {
        expect(codeOf(made)).toBe("unsupported");
        expect(await listed(api, token, "active")).toEqual([apiKey]);
        return;
      }
      const { apiKey: ending, value } = worked(made);
      expect(Math.abs(Date.parse(ending.expiresAt ?? "") - Date.now() - 7 * dayMs)).toBeLessThan(60_000);
      expect(await listed(api, token, "active")).toEqual([ending, apiKey]);
      expect(await server.isGood(value)).toBe(true);
      if (!server.expire) throw new Error("A subject that can give keys an end needs `expire`.");
      await server.expire(ending.id);
      expect((await listed(api, token, "active")).map(({ id }) => id)).toEqual([apiKey.id]);
      expect(await server.isGood(value)).toBe(false);
    },
  },
  {
    what: "history: the server lists what was revoked, when and by whom; without it, in one page what it still has",
    async run(bench) {
      const { api } = bench;
      const { token, can, apiKey } = await withKey(bench);
      const revoked = worked(await api.revokeKey(token, { keyId: apiKey.id, reason: null }));
      const page = worked(await api.listKeys(token, { status: "revoked" }));
      if (page === "unchanged") throw new Error("Nobody asked whether the list has changed.");
      if (can.history) expect(page.keys).toEqual([revoked]);
      expect(page.nextCursor).toBe(null);
      for (const key of page.keys) expect(key).toMatchObject({ id: apiKey.id, status: "revoked" });
    },
  },
  {
    what: "reason: kept with the revocation; without it, none stands in the way of one",
    async run(bench) {
      const { token, can, apiKey } = await withKey(bench);
      const revoked = worked(await bench.api.revokeKey(token, { keyId: apiKey.id, reason: "Leaked — 漏洩" }));
      expect(revoked.status).toBe("revoked");
      if (!can.reason) return;
      expect(revoked.revocationReason).toBe("Leaked — 漏洩");
      if (can.history) expect(await listed(bench.api, token, "revoked")).toEqual([revoked]);
    },
  },
  {
    what: "lastUsed: when a key was last used, once it was; without it, never",
    async run(bench) {
      const { token, can, value } = await withKey(bench);
      expect(await bench.server.isGood(value)).toBe(true);
      const [used] = await listed(bench.api, token, "active");
      if (can.lastUsed) expect(Math.abs(Date.parse(used?.lastUsedAt ?? "") - Date.now())).toBeLessThan(61_000);
      else expect(used?.lastUsedAt).toBe(null);
    },
  },
  {
    what: "rotate: a successor takes the key's place",
    async run(bench) {
      const { api, server } = bench;
      const { token, can, apiKey, value } = await withKey(bench);
      const input = { keyId: apiKey.id, graceSeconds: 3_600, idempotencyKey: crypto.randomUUID() };
      const rotated = await api.rotateKey(token, input);
      if (!can.rotate) {
        expect(codeOf(rotated)).toBe("unsupported");
        expect(await listed(api, token, "active")).toEqual([apiKey]);
        return;
      }
      const successor = worked(rotated);
      expect(successor).toMatchObject({
        apiKey: { status: "active", rotation: { replaces: apiKey.id } },
        predecessor: { id: apiKey.id, status: "retiring", rotation: { replacedBy: successor.apiKey.id } },
      });
      expect([await server.isGood(value), await server.isGood(successor.value)]).toEqual([true, true]);
      const retiring = worked(await api.listKeys(token, { status: "retiring" }));
      expect(retiring).toMatchObject({ keys: [{ id: apiKey.id }] });
    },
  },
  {
    what: "audit: what happened, the newest first",
    async run(bench) {
      const { token, can, apiKey } = await withKey(bench);
      const audit = await bench.api.readAudit(token, { cursor: null, keyId: apiKey.id });
      if (!can.audit) return expect(codeOf(audit)).toBe("unsupported");
      expect(worked(audit).events[0]?.apiKey?.id).toBe(apiKey.id);
    },
  },
  {
    what: "events: a key that is made is heard of",
    async run(bench) {
      const { token, can } = await withKey(bench);
      const act = () => bench.api.createKey(token, wish("Heard of"));
      const { listened, types } = await hear(bench, token, act, (heard) => heard.some((type) => type !== "ready"));
      if (!can.events) return expect([listened, types]).toEqual(["unsupported", []]);
      expect(types.filter((type) => type !== "ready")).toHaveLength(1);
    },
  },
  {
    what: "verify: a value tells which key it is, and a wrong one that it is none",
    async run(bench) {
      const { api } = bench;
      const { can, apiKey, value } = await withKey(bench);
      const wrong = `${value.slice(0, -1)}${value.endsWith("a") ? "b" : "a"}`;
      const verified = await api.verifyKey(value);
      const tried = await api.tryKey({ value, keyId: apiKey.id }, { call: "self" });
      if (!can.verify) {
        expect(codeOf(verified)).toBe("unsupported");
        expect(tried.verdict).toMatchObject({ kind: "other", failure: { code: "unsupported" } });
        return;
      }
      expect(worked(verified)).toEqual({ keyId: apiKey.id });
      expect(tried).toEqual({ status: 200, verdict: { kind: "works" } });
      expect(codeOf(await api.verifyKey(wrong))).toBe("value-refused");
      expect(await api.tryKey({ value: wrong, keyId: apiKey.id }, { call: "self" })).toMatchObject({
        verdict: { kind: "key-refused" },
      });
    },
  },
  {
    what: "warehouses: the session names them, and a key is asked about one",
    async run(bench) {
      const { session, can, apiKey, value } = await withKey(bench);
      const [warehouse] = session.warehouses;
      const call = { call: "inbound", warehouseId: warehouse?.id ?? "any" } as const;
      const tried = await bench.api.tryKey({ value, keyId: apiKey.id }, call);
      if (!can.warehouses) {
        expect(session.warehouses).toEqual([]);
        expect(tried).toMatchObject({ status: null, verdict: { kind: "other", failure: { code: "unsupported" } } });
        return;
      }
      expect(tried).toEqual({ status: 200, verdict: { kind: "works" } });
    },
  },
];
