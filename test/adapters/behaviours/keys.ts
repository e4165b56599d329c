/** The life of a key: made, listed, named, revoked. */
import { expect } from "vitest";
import { fits } from "../../../src-main/kept-keys.ts";
import { ApiKey, KeyValue } from "../../../src-preload/contract/keys.ts";
import { type AdapterBehaviour, codeOf, listed, wish, worked } from "../bench.ts";

const names = [null, "Production", "Pr\u00f6d \u2014 倉庫 \u{1f511}", "x".repeat(64), "<b>%2F'\"\\ {}"];
const minuteMs = 60_000;

export const keys: AdapterBehaviour[] = [
  {
    what: "nobody has a key to begin with",
    async run({ api, signIn }) {
      const { token } = await signIn();
      for (const status of ["active", "revoked"] as const) {
        const page = worked(await api.listKeys(token, { status }));
        expect(page).toMatchObject({ keys: [], nextCursor: null });
      }
    },
  },
  {
    what: "a created key is listed as it was answered, its value works, and the hint fits it",
    async run({ api, server, signIn }) {
      const { token } = await signIn();
      const { apiKey, value } = worked(await api.createKey(token, wish("Production")));
      expect(ApiKey.parse(apiKey)).toEqual(apiKey);
      expect(KeyValue.parse(value)).toBe(value);
      expect(apiKey).toMatchObject({ name: "Production", status: "active", expiresAt: null, revokedAt: null });
      expect(apiKey).toMatchObject({ lastUsedAt: null, remembered: false, rotation: null });
      expect(Math.abs(Date.parse(apiKey.createdAt) - Date.now())).toBeLessThan(minuteMs);
      expect(fits(value, apiKey)).toBe(true);
      // The hint is no more of the key than a hint.
      expect(apiKey.start.length + (apiKey.last4?.length ?? 0)).toBeLessThan(value.length / 2);
      expect(await listed(api, token, "active")).toEqual([apiKey]);
      expect(await server.isGood(value)).toBe(true);
      const wrong = `${value.slice(0, -1)}${value.endsWith("a") ? "b" : "a"}`;
      expect(await server.isGood(wrong)).toBe(false);
      // Once is all: no list has the value.
      const everything = [await listed(api, token, "active"), await listed(api, token, "revoked")];
      expect(JSON.stringify(everything)).not.toContain(value);
    },
  },
  {
    what: "names come back as they were given, two keys may have the same, and the newest key comes first",
    async run({ api, signIn }) {
      const { token } = await signIn();
      const made: ApiKey[] = [];
      for (const name of names) made.unshift(worked(await api.createKey(token, wish(name))).apiKey);
      expect(made.map(({ name }) => name).reverse()).toEqual(names);
      expect(await listed(api, token, "active")).toEqual(made);
      worked(await api.revokeKey(token, { keyId: made.at(-1)?.id ?? "", reason: null }));
      const again = worked(await api.createKey(token, wish("Production"))).apiKey;
      const now = await listed(api, token, "active");
      expect(now[0]).toEqual(again);
      expect(now.filter(({ name }) => name === "Production")).toHaveLength(2);
    },
  },
  {
    what: "a renamed key has its name, and is otherwise what it was",
    async run({ api, server, signIn }) {
      const { token, session } = await signIn();
      const { apiKey, value } = worked(await api.createKey(token, wish("Production")));
      const rename = (name: string | null) => api.renameKey(token, { keyId: apiKey.id, name });
      if (!session.capabilities.rename) {
        expect(codeOf(await rename("Other"))).toBe("unsupported");
        expect(await listed(api, token, "active")).toEqual([apiKey]);
        return;
      }
      for (const name of names.filter((one) => one !== null)) {
        expect(worked(await rename(name))).toEqual({ ...apiKey, name });
        expect(await listed(api, token, "active")).toEqual([{ ...apiKey, name }]);
      }
      // Some servers cannot take a name away; they say so, and the key keeps it.
      const without = await rename(null);
      expect(["ok", "invalid-name"]).toContain(codeOf(without));
      const [now] = await listed(api, token, "active");
      expect(now?.name).toBe(without.ok ? null : names.at(-1));
      expect(await server.isGood(value)).toBe(true);
      expect(codeOf(await api.renameKey(token, { keyId: "no-such-key", name: "Other" }))).toBe("not-found");
    },
  },
  {
    what: "a revoked key is bad at the server and on no list of active keys; doing it again does no harm",
    async run({ api, server, signIn }) {
      const { token, session } = await signIn();
      const { apiKey, value } = worked(await api.createKey(token, wish("Production")));
      const other = worked(await api.createKey(token, wish("Staging")));
      const revoke = () => api.revokeKey(token, { keyId: apiKey.id, reason: "Leaked" });
      const revoked = worked(await revoke());
      expect(ApiKey.parse(revoked)).toEqual(revoked);
      expect(revoked).toMatchObject({
        id: apiKey.id,
        name: "Production",
        status: "revoked",
        createdAt: apiKey.createdAt,
      });
      expect(Math.abs(Date.parse(revoked.revokedAt ?? "") - Date.now())).toBeLessThan(minuteMs);
      expect(await server.isGood(value)).toBe(false);
      expect(await listed(api, token, "active")).toEqual([other.apiKey]);
      const again = await revoke();
      // A server that keeps no revoked keys may know nothing of it any more.
      if (session.capabilities.history) expect(worked(again)).toEqual(revoked);
      else expect(["ok", "not-found"]).toContain(codeOf(again));
      expect(await server.isGood(value)).toBe(false);
      expect(await server.isGood(other.value)).toBe(true);
    },
  },
  {
    what: "a key that is not there is not found",
    async run({ api, signIn }) {
      const { token, session } = await signIn();
      for (const keyId of ["no-such-key", "a/b?c=d", "../../sessions", "%00", "half a pair: \ud800"]) {
        expect(codeOf(await api.revokeKey(token, { keyId, reason: null })), keyId).toBe("not-found");
        const renamed = codeOf(await api.renameKey(token, { keyId, name: "Other" }));
        expect(renamed, keyId).toBe(session.capabilities.rename ? "not-found" : "unsupported");
      }
      expect(codeOf(await api.readSession(token))).toBe("ok");
    },
  },
  {
    what: "a long list is complete, each key once, the newest first",
    async run({ api, server, signIn }) {
      const { token } = await signIn();
      const status = await server.seedKeys(120);
      const rows = await listed(api, token, status);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(120);
      expect(rows).toHaveLength(120);
      const moments = rows.map(({ createdAt, revokedAt }) => Date.parse(revokedAt ?? createdAt));
      expect(moments).toEqual(moments.toSorted((a, b) => b - a));
      for (const row of rows) expect(ApiKey.parse(row)).toEqual(row);
    },
  },
];
