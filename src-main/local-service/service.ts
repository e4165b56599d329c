/** The local service as a whole: database, HTTP and housekeeping. The app, the command line and the tests start it here. */
import { buildApp } from "./http/app.ts";
import { KeptAnswers } from "./http/kept-answers.ts";
import { LiveEvents } from "./http/live-events.ts";
import type { Parts } from "./http/parts.ts";
import type { App } from "./http/route-docs.ts";
import { describeSession } from "./http/session-routes.ts";
import { watchSilentConnections } from "./http/silent-connections.ts";
import { SlidingWindow } from "./http/sliding-window.ts";
import { newPassword, type PasswordCost, passwordCost } from "./secrets/password.ts";
import { storedAccounts } from "./store/accounts.ts";
import { storedApiKeys } from "./store/api-keys.ts";
import { auditTrail } from "./store/audit-events.ts";
import { type Changes, unwatched, watchChanges } from "./store/changes.ts";
import { storedKeyCreation } from "./store/create-key.ts";
import { openOrBeginAnew } from "./store/damaged-database.ts";
import { closeDatabase, type Db } from "./store/database.ts";
import { storedKeyRotation } from "./store/rotations.ts";
import { storedSessions } from "./store/sessions.ts";
import { StartFailure } from "./store/start-failure.ts";
import type { NewSession } from "./wire/session.ts";
import { organization, sampleShipments, serviceAdmin, warehouses, workspaceAccount } from "./workspace.ts";

/** The contract's limit of active keys. */
const maxActiveKeys = 5;

/** How the service is started. */
export interface ServiceOptions {
  /** Where the database lies; made when missing. */
  readonly dataDir: string;
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The loopback address to listen on; nothing else is possible. IPv4 by default. */
  readonly host?: "127.0.0.1" | "::1";
  /** Whether to take a free port when `port` is taken. */
  readonly anyPortWhenTaken?: boolean;
  /** How long a session lasts, in seconds; 30 days by default. */
  readonly sessionTtlSeconds?: number;
  /** How long a repeated Idempotency-Key gets the first answer, in seconds; the contract's 10 minutes by default. */
  readonly idempotencyWindowSeconds?: number;
  /** Requests a minute for each session, key or address; 600 by default. */
  readonly requestsPerMinute?: number;
  /** What hashing a password costs; OWASP's advice by default, cheaper in tests. */
  readonly passwordCost?: PasswordCost;
  /** The clock, in milliseconds since 1970; for tests. */
  readonly now?: () => number;
  /** Told of faults that are answered with 500; never with a secret. */
  readonly onFault?: (summary: string) => void;
  /** Told the name under which a damaged database was set aside, before anything else can go wrong. */
  readonly onSetAside?: (name: string) => void;
  /** Changes the parts before the app is built, which then keeps no answer; for tests of the conformance suite, which must notice. */
  readonly alter?: (parts: Parts, db: Db) => Parts;
  /** Changes the app before its routes are added, with the same effect; for the same tests. */
  readonly alterApp?: (app: App) => void;
}

/** A service that listens. */
export interface LocalService {
  /** Scheme, host and port. */
  readonly origin: string;
  /**
   * Makes the command line's admin unless there is one. Answers the password when this made it up, and null when it was
   * given or the admin exists.
   */
  ensureAdmin(password?: string): Promise<{ email: string; created: boolean; newPassword: string | null }>;
  /** Gives the command line's admin a new password, ends its sessions and answers the password. */
  resetAdminPassword(): Promise<string>;
  /** A session of the Local workspace's own account. */
  openWorkspaceSession(): Promise<NewSession>;
  /** Lets running requests finish, then closes the port and the database. */
  close(): Promise<void>;
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1"]);
const minuteMs = 60_000;
/** How long running requests get to finish when the service closes. */
const closeDeadlineMs = 3000;

function makeParts(db: Db, changes: Changes, options: ServiceOptions): Parts {
  const now = options.now ?? Date.now;
  const onFault = options.onFault ?? (() => undefined);
  const idempotencyWindowMs = (options.idempotencyWindowSeconds ?? 600) * 1000;
  const audit = auditTrail(db, now, () => events.nudge());
  const sessions = storedSessions(db, now, (options.sessionTtlSeconds ?? 30 * 24 * 60 * 60) * 1000, audit);
  const keys = storedApiKeys(db, now, audit);
  const events = new LiveEvents({ audit, sessions, keys, onFault });
  return {
    accounts: storedAccounts(db, now, options.passwordCost ?? passwordCost, audit),
    sessions,
    keys,
    creation: storedKeyCreation(db, now, { maxActive: maxActiveKeys, idempotencyWindowMs }, audit),
    rotation: storedKeyRotation(db, now, idempotencyWindowMs, audit),
    audit,
    events,
    kept: new KeptAnswers(changes, now),
    organization,
    warehouses,
    shipments: (warehouseId) => sampleShipments(warehouseId, now()),
    maxActive: maxActiveKeys,
    requests: new SlidingWindow(options.requestsPerMinute ?? 600, minuteMs),
    signIns: new SlidingWindow(10, 15 * minuteMs),
    now,
    onFault,
  };
}

function sweep(parts: Parts): void {
  parts.creation.sweep();
  parts.sessions.sweep();
  parts.keys.settle();
  parts.audit.sweep();
  parts.requests.sweep(parts.now());
  parts.signIns.sweep(parts.now());
}

/** Sweeps now and in the background; a fault there (a full disk) must not end the service, the next sweep tries again. */
function sweepRegularly(parts: Parts, everyMs: number): NodeJS.Timeout {
  const attempt = () => {
    try {
      sweep(parts);
    } catch (error) {
      parts.onFault(`${error instanceof Error ? error.name : "Error"} while sweeping`);
    }
  };
  attempt();
  return setInterval(attempt, everyMs).unref();
}

async function listen(app: App, options: ServiceOptions): Promise<string> {
  const host = options.host ?? "127.0.0.1";
  const attempt = (port: number) => app.listen({ host, port, listenTextResolver: () => "" });
  try {
    return await attempt(options.port);
  } catch (error) {
    if (options.anyPortWhenTaken && options.port !== 0) return await attempt(0);
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const why = code === "EADDRINUSE" ? "another program listens there" : code;
    throw new StartFailure("cannot-listen", `Port ${options.port} on ${host} is not to be had: ${why}.`, error);
  }
}

/** Starts the service. Throws a StartFailure with everything closed again. */
export async function startService(options: ServiceOptions): Promise<LocalService> {
  if (!loopback.has(options.host ?? "127.0.0.1")) {
    throw new StartFailure("cannot-listen", `The service listens on 127.0.0.1 or ::1 only, not on ${options.host}.`);
  }
  const { db, setAside } = openOrBeginAnew(options.dataDir, (options.now ?? Date.now)());
  let changes = unwatched;
  try {
    if (setAside !== null) options.onSetAside?.(setAside);
    // What was changed for a test has to be asked each time.
    if (!options.alter && !options.alterApp) changes = watchChanges(options.dataDir);
    const made = makeParts(db, changes, options);
    const parts = options.alter?.(made, db) ?? made;
    const app = buildApp(parts, options.alterApp);
    const endSilentConnections = watchSilentConnections(app.server);
    const timer = sweepRegularly(parts, Math.min(minuteMs, (options.idempotencyWindowSeconds ?? 600) * 1000));
    const origin = await listen(app, options).catch((error: unknown) => {
      clearInterval(timer);
      throw error;
    });
    return {
      origin,
      async ensureAdmin(password) {
        const chosen = password ?? newPassword();
        const { account, created } = await parts.accounts.ensure({ ...serviceAdmin, password: chosen });
        return { email: account.email, created, newPassword: created && password === undefined ? chosen : null };
      },
      async resetAdminPassword() {
        const password = newPassword();
        const { account, created } = await parts.accounts.ensure({ ...serviceAdmin, password });
        if (!created) await parts.accounts.resetPassword(account, password);
        return password;
      },
      async openWorkspaceSession() {
        const { account } = await parts.accounts.ensure(workspaceAccount);
        const session = parts.sessions.open(account);
        return { token: session.token, ...describeSession(parts, session) };
      },
      async close() {
        clearInterval(timer);
        parts.events.close();
        const deadline = setTimeout(() => app.server.closeAllConnections(), closeDeadlineMs);
        const closed = app.close();
        endSilentConnections();
        await closed;
        clearTimeout(deadline);
        changes.close();
        closeDatabase(db);
      },
    };
  } catch (error) {
    changes.close();
    closeDatabase(db);
    throw error;
  }
}
