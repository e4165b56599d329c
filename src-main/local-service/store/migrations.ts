/** The database's schema, as the steps that lead to it. A released step is never edited; a change is a new step. */

/** Step n (from 1) leads to `user_version` n. Times are milliseconds since 1970; secrets are stored as SHA-256 only. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_expiry ON sessions (expires_at);

  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    key_hash BLOB NOT NULL UNIQUE,
    name TEXT,
    start TEXT NOT NULL,
    last4 TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL REFERENCES accounts (id),
    last_used_at INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT REFERENCES accounts (id),
    revocation_reason TEXT,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
    CHECK (revocation_reason IS NULL OR revoked_at IS NOT NULL)
  ) STRICT;
  CREATE INDEX api_keys_newest ON api_keys (created_at DESC, id DESC);
  CREATE INDEX api_keys_active ON api_keys (created_at DESC, id DESC) WHERE revoked_at IS NULL;
  CREATE INDEX api_keys_revoked ON api_keys (revoked_at DESC, id DESC) WHERE revoked_at IS NOT NULL;

  CREATE TABLE idempotent_creates (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    idempotency_hash BLOB NOT NULL,
    request_hash BLOB NOT NULL,
    api_key_id TEXT NOT NULL REFERENCES api_keys (id),
    created_at INTEGER NOT NULL,
    sealed_answer BLOB,
    PRIMARY KEY (account_id, idempotency_hash)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotent_creates_sealed ON idempotent_creates (created_at) WHERE sealed_answer IS NOT NULL;
  `,
  // Rotation and the audit trail. `ended_at` is when a key ends or will end, known or not yet written down as a revocation.
  // Event ids begin at a number of the database's own: an id from another one, such as the one that was set aside, is not
  // taken for an id of this one.
  `
  ALTER TABLE api_keys ADD COLUMN replaces TEXT REFERENCES api_keys (id);
  ALTER TABLE api_keys ADD COLUMN replaced_by TEXT REFERENCES api_keys (id);
  ALTER TABLE api_keys ADD COLUMN rotated_by TEXT REFERENCES accounts (id);
  ALTER TABLE api_keys ADD COLUMN grace_seconds INTEGER;
  ALTER TABLE api_keys ADD COLUMN grace_ends_at INTEGER;
  ALTER TABLE api_keys ADD COLUMN ended_at INTEGER GENERATED ALWAYS AS (coalesce(revoked_at, grace_ends_at)) VIRTUAL;
  DROP INDEX api_keys_active;
  DROP INDEX api_keys_revoked;
  CREATE INDEX api_keys_active ON api_keys (created_at DESC, id DESC) WHERE revoked_at IS NULL AND replaced_by IS NULL;
  CREATE INDEX api_keys_retiring ON api_keys (created_at DESC, id DESC) WHERE revoked_at IS NULL AND replaced_by IS NOT NULL;
  CREATE INDEX api_keys_ended ON api_keys (ended_at DESC, id DESC) WHERE ended_at IS NOT NULL;

  CREATE TABLE audit_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    actor_id TEXT,
    actor_name TEXT,
    address TEXT,
    key_id TEXT,
    key_name TEXT,
    key_start TEXT,
    key_last4 TEXT,
    successor_id TEXT,
    details TEXT
  ) STRICT;
  INSERT INTO sqlite_sequence (name, seq) VALUES ('audit_events', abs(random() % 1000000000000));
  CREATE INDEX audit_events_failed ON audit_events (id) WHERE type = 'session.failed';
  CREATE INDEX audit_events_other ON audit_events (id) WHERE type <> 'session.failed';
  CREATE INDEX audit_events_of_key ON audit_events (key_id, id) WHERE key_id IS NOT NULL;
  CREATE INDEX audit_events_of_successor ON audit_events (successor_id, id) WHERE successor_id IS NOT NULL;
  `,
];
