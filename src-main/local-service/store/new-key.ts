/** Makes a key: its secret, its row and the metadata that is answered. */
import { keyHints, newKey, randomBase62, secretHash } from "../secrets/key-format.ts";
import type { CreatedKey } from "../wire/api-key.ts";
import { ApiKeyRow, selectApiKey, toApiKey } from "./api-key-row.ts";
import type { Doer } from "./audit-events.ts";
import type { Db } from "./database.ts";
import { prepare } from "./statement.ts";

/** What a new key is to be. */
export interface NewKeyRequest {
  readonly name: string | null;
  readonly by: Doer;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The id of the key whose place it takes. */
  readonly replaces: string | null;
}

/** Makes keys; to be called inside a transaction that has seen to the limit. */
export function keyMaker(db: Db): (request: NewKeyRequest) => CreatedKey {
  const insert = prepare(
    db,
    "INSERT INTO api_keys (id, key_hash, name, start, last4, created_at, created_by, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const byId = prepare(db, `${selectApiKey} WHERE k.id = ?`);
  return ({ name, by, at, replaces }) => {
    const key = newKey();
    const id = `key_${randomBase62(16)}`;
    const { start, last4 } = keyHints(key);
    insert.run(id, secretHash(key), name, start, last4, at, by.id, replaces);
    const row = byId.one(ApiKeyRow, id);
    if (!row) throw new Error("A key vanished while it was made");
    return { apiKey: toApiKey(row, at), key };
  };
}
