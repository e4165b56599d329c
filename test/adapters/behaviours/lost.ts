/** Answers that are lost: nothing is done twice that must not be, and nobody is told that nothing happened. */
import { expect } from "vitest";
import type { Misbehaviour } from "../../support/fault-proxy.ts";
import { json } from "../../support/fault-server.ts";
import { loseAnswer, replaceAnswer } from "../../support/misbehaviours.ts";
import { writeAnswer } from "../../support/served.ts";
import { type AdapterBehaviour, codeOf, listed, wish, worked } from "../bench.ts";

/** Only what changes something goes wrong; reading passes. */
function changesOnly(behave: Misbehaviour): Misbehaviour {
  return async (socket, request, serve) => {
    if (request.method === "GET") writeAnswer(socket, await serve());
    else await behave(socket, request, serve);
  };
}

const afterGateway = replaceAnswer(json(504, {}));

export const lost: AdapterBehaviour[] = [
  {
    what: "a create whose answer is always lost is in doubt, and makes one key at most",
    async run({ api, proxied, signIn }) {
      const { token, session } = await signIn();
      for (const behave of [loseAnswer, afterGateway]) {
        const before = (await listed(api, token, "active")).length;
        const through = await proxied();
        through.proxy.add({ behave: changesOnly(behave) });
        expect(codeOf(await through.api.createKey(token, wish("Lost")))).toBe("outcome-unknown");
        const creates = through.proxy.requests.filter(({ method }) => method !== "GET");
        if (session.capabilities.repeatableCreate) expect(creates.length).toBeGreaterThan(1);
        else expect(creates).toHaveLength(1);
        expect(await listed(api, token, "active")).toHaveLength(before + 1);
      }
    },
  },
  {
    what: "a create whose answer is lost once: repeated where that is safe, else in doubt",
    async run({ api, proxied, server, signIn }) {
      const { token, session } = await signIn();
      const through = await proxied();
      through.proxy.add({ times: 1, behave: changesOnly(loseAnswer) });
      const created = await through.api.createKey(token, wish("Lost once"));
      const active = await listed(api, token, "active");
      expect(active).toHaveLength(1);
      if (!session.capabilities.repeatableCreate) return expect(codeOf(created)).toBe("outcome-unknown");
      expect(worked(created).apiKey).toEqual(active[0]);
      expect(await server.isGood(worked(created).value)).toBe(true);
    },
  },
  {
    what: "repeatableCreate: the same Idempotency-Key gets the same key",
    async run({ api, signIn }) {
      const { token, session } = await signIn();
      const once = wish("Twice", { idempotencyKey: "0b7e1c7e-0000-4000-8000-000000000001" });
      const [first, second] = [await api.createKey(token, once), await api.createKey(token, once)];
      if (session.capabilities.repeatableCreate) expect(second).toEqual(first);
      expect(codeOf(first)).toBe("ok");
      expect(await listed(api, token, "active")).toHaveLength(session.capabilities.repeatableCreate ? 1 : 2);
    },
  },
  {
    what: "a rename or a revocation whose answer is lost is in doubt, and is sent once",
    async run({ api, proxied, server, signIn }) {
      const { token, session } = await signIn();
      const { apiKey, value } = worked(await api.createKey(token, wish("Production")));
      const { id: keyId } = apiKey;
      for (const behave of [loseAnswer, afterGateway]) {
        const { proxy, api: through } = await proxied();
        proxy.add({ behave: changesOnly(behave) });
        const changes = () => proxy.requests.filter(({ method }) => method !== "GET");
        if (session.capabilities.rename) {
          expect(codeOf(await through.renameKey(token, { keyId, name: "Other" }))).toBe("change-unconfirmed");
          expect((await listed(api, token, "active"))[0]?.name).toBe("Other");
          expect(changes()).toHaveLength(1);
        }
        if (behave !== afterGateway) continue;
        const before = changes().length;
        expect(codeOf(await through.revokeKey(token, { keyId, reason: null }))).toBe("change-unconfirmed");
        expect(await server.isGood(value)).toBe(false);
        expect(changes()).toHaveLength(before + 1);
      }
    },
  },
];
