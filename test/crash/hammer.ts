/** Uses a service as hard as it can, remembers what it was promised, and checks afterwards that every promise is kept. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { Api } from "../conformance/api.ts";

/** A key as its maker knows it. */
interface Promised {
  id: string;
  value: string;
  /** What the last acknowledged change left, or, while one is under way, any of these. */
  names: (string | null)[];
  /** `maybe`: a revocation was sent and no answer came. */
  revoked: "no" | "maybe" | "yes";
  /** Whether another has taken its place; `maybe` as above. */
  replaced: "no" | "maybe" | "yes";
  /** The key whose place it has taken. */
  replaces: string | null;
}

/** A create or a rotation that was sent and not answered. */
interface Unanswered {
  name: string;
  /** The key to be rotated. */
  rotates: string | null;
  idempotencyKey: string;
}

const text = (body: unknown) => body as Record<string, unknown>;

/** Everything one test was promised, over any number of services on one folder. */
export class Promises {
  readonly keys = new Map<string, Promised>();
  readonly unanswered: Unanswered[] = [];
  acknowledged = 0;
  private counter = 0;
  /** Keys whose value was let in when they were last asked about. */
  private readonly fresh = new Set<string>();

  constructor(
    private readonly token: string,
    private readonly maxActive: number,
  ) {}

  /** Creates, renames, rotates and revokes until the service stops answering. */
  async hammer(origin: string): Promise<void> {
    const api = new Api(origin);
    for (;;) {
      try {
        await this.once(api);
      } catch (error) {
        // What fetch throws when nobody answers any more (https://fetch.spec.whatwg.org/#fetch-method, a network error).
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  }

  private async once(api: Api): Promise<void> {
    const mine = [...this.keys.values()].filter(({ revoked, replaced }) => revoked === "no" && replaced === "no");
    const [oldest] = mine;
    // One that has taken a place can be rotated once the key before it is gone.
    const ready = mine.find(({ replaces }) => replaces === null || this.keys.get(replaces)?.revoked === "yes");
    const turn = this.counter++ % 5;
    const retiring = [...this.keys.values()].find(({ revoked, replaced }) => revoked === "no" && replaced === "yes");
    // So that there are not more and more of them.
    if (turn === 3 && retiring) return this.revoke(api, retiring);
    if (oldest && (turn === 0 || mine.length >= this.maxActive)) await this.revoke(api, oldest);
    else if (oldest && turn === 1) await this.rename(api, oldest);
    else if (ready && turn === 2) await this.rotate(api, ready);
    else await this.create(api);
  }

  private async create(api: Api): Promise<void> {
    const sent = { name: `Key ${this.counter}`, rotates: null, idempotencyKey: randomUUID() };
    this.unanswered.push(sent);
    await this.ask(api, sent);
  }

  private async rotate(api: Api, key: Promised): Promise<void> {
    const sent = { name: "", rotates: key.id, idempotencyKey: randomUUID() };
    key.replaced = "maybe";
    this.unanswered.push(sent);
    await this.ask(api, sent);
  }

  /** Sends a create or a rotation, for the first time or again. Its Idempotency-Key sees to it that there is one key at most. */
  private async ask(api: Api, sent: Unanswered): Promise<void> {
    const { name, rotates, idempotencyKey } = sent;
    const { status, body } = await api.send({
      method: "POST",
      path: rotates === null ? "/admin/api-keys" : `/admin/api-keys/${rotates}/rotate`,
      token: this.token,
      body: rotates === null ? { name } : { graceSeconds: 86_400 },
      headers: { "idempotency-key": idempotencyKey },
    });
    this.unanswered.splice(this.unanswered.indexOf(sent), 1);
    const old = this.keys.get(rotates ?? "");
    // At the limit, or, of a rotation, because somebody else was at that key.
    if (status === 409) {
      if (old) old.replaced = "no";
      return;
    }
    expect(status).toBe(201);
    this.acknowledged += 1;
    const { apiKey, key } = body as { apiKey: { id: string; name: string }; key: string };
    if (old && !this.keys.has(apiKey.id)) old.replaced = "yes";
    const names = old ? [...old.names] : [name];
    this.keys.set(apiKey.id, { id: apiKey.id, value: key, names, revoked: "no", replaced: "no", replaces: rotates });
  }

  private async rename(api: Api, key: Promised): Promise<void> {
    const name = `Renamed ${this.counter}`;
    key.names.push(name);
    const { status } = await api.send({
      method: "PATCH",
      path: `/admin/api-keys/${key.id}`,
      token: this.token,
      body: { name },
    });
    expect(status).toBe(200);
    this.acknowledged += 1;
    // Two renames may have been under way at once; only one that was alone settles it.
    if (key.names.length === 2) key.names = [name];
  }

  private async revoke(api: Api, key: Promised): Promise<void> {
    key.revoked = "maybe";
    // Without its successor a key that retires is active again.
    const old = this.keys.get(key.replaces ?? "");
    if (old && old.replaced !== "no") old.replaced = "maybe";
    const { status, body } = await api.send({
      method: "POST",
      path: `/admin/api-keys/${key.id}/revoke`,
      token: this.token,
      body: {},
    });
    expect([status, text(body).status]).toEqual([200, "revoked"]);
    this.acknowledged += 1;
    key.revoked = "yes";
    if (old) old.replaced = "no";
  }

  /** Checks every key against the service, and settles what was in doubt by what it says. */
  async check(origin: string, where: string): Promise<void> {
    const api = new Api(origin);
    const found = new Map<string, Record<string, unknown>>();
    for (let cursor: unknown = ""; cursor !== null; ) {
      const query = cursor === "" ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
      const { status, body } = await api.send({ path: `/admin/api-keys?limit=100${query}`, token: this.token });
      expect(status, `${where}: the session is good`).toBe(200);
      const page = body as { data: { id: string }[]; nextCursor: string | null; limits: { active: number } };
      expect(page.limits.active, `${where}: the limit holds`).toBeLessThanOrEqual(this.maxActive);
      for (const key of page.data) found.set(key.id, key);
      cursor = page.nextCursor;
    }
    for (const key of this.keys.values()) {
      const now = found.get(key.id);
      expect(now, `${where}: ${key.id} is there`).toBeDefined();
      expect(key.names, `${where}: ${key.id} has a name it was given`).toContain(now?.name);
      key.names = [now?.name as string | null];
      if (key.revoked === "yes") expect(now?.status, `${where}: ${key.id}`).toBe("revoked");
      else if (key.revoked === "no" && key.replaced !== "maybe")
        expect(now?.status, `${where}: ${key.id}`).toBe(key.replaced === "yes" ? "retiring" : "active");
      const wasSettled = key.revoked === "yes";
      key.revoked = now?.status === "revoked" ? "yes" : "no";
      key.replaced = now?.status === "retiring" ? "yes" : "no";
      // Those that were revoked long ago were asked about then.
      if (wasSettled && !this.fresh.has(key.id)) continue;
      const { status } = await api.send({ path: "/keys/self", key: key.value });
      expect(status, `${where}: whether ${key.id} is let in`).toBe(key.revoked === "yes" ? 401 : 200);
      if (key.revoked === "yes") this.fresh.delete(key.id);
      else this.fresh.add(key.id);
    }
    const all = [...found.values()];
    for (const old of all.filter(({ status }) => status === "retiring")) {
      const successors = all.filter(({ replaces, status }) => replaces === old.id && status === "active");
      expect(
        successors.map(({ id }) => id),
        `${where}: the one successor of ${old.id}`,
      ).toEqual([old.replacedBy]);
    }
    // A successor has its predecessor's name.
    const created = all.filter(({ replaces }) => replaces === null);
    const names = created.map(({ name }) => name).filter((name) => String(name).startsWith("Key "));
    expect(new Set(names).size, `${where}: no create made two keys`).toBe(names.length);
    for (const sent of [...this.unanswered]) await this.ask(api, sent);
  }
}
