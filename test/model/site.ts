/** A real service with an account of its own: its truth straight from its store, a second admin, and restarts on the same database. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Parts } from "../../src-main/local-service/http/parts.ts";
import { SlidingWindow } from "../../src-main/local-service/http/sliding-window.ts";
import { ApiKeyAnswer } from "../../src-main/servers/keyrack/wire.ts";
import { type DirectAdmin, signInDirectly, type Truth } from "../support/direct-admin.ts";
import { startLocalService, type TestService } from "../support/local-service.ts";
import { somewhere } from "../support/reserved-port.ts";

/** More than any sequence makes. */
const all = 1000;
const unlimited = 1_000_000;

/** A service as it runs now, and what it is made of. */
interface Running {
  service: TestService;
  parts: Parts;
}

/** A service and who may act on it. */
export class Site {
  /** Tokens that were given out here; another site's are not known here. */
  readonly credentials = new Set<string>();
  #admin: DirectAdmin | null = null;

  private constructor(
    private readonly start: () => Promise<Running>,
    private running: Running,
    private readonly dataDir: string,
    private readonly releasePort: () => void,
  ) {}

  /** Opens one with a new account. `now` is its clock. */
  static async open(now: () => number): Promise<Site> {
    const dataDir = mkdtempSync(join(tmpdir(), "keyrack-model-"));
    const start = async (port: number): Promise<Running> => {
      let parts: Parts | undefined;
      const alter = (given: Parts) => {
        parts = { ...given, signIns: new SlidingWindow(unlimited, 60_000) };
        return parts;
      };
      const service = await startLocalService({ dataDir, port, now, requestsPerMinute: unlimited, alter });
      if (!parts) throw new Error("The service was started without its parts");
      return { service, parts };
    };
    const { started, port, release } = await somewhere(start);
    return new Site(() => start(port), started, dataDir, release);
  }

  get origin(): string {
    return this.running.service.origin;
  }

  get credentialsOfAdmin(): { email: string; password: string } {
    const { adminEmail: email, adminPassword: password } = this.running.service;
    return { email, password };
  }

  /** What it holds at this moment. */
  truth(): Truth {
    const list = (status: keyof Truth) =>
      this.running.parts.keys.list(status, all, null).keys.map((key) => ApiKeyAnswer.parse(key));
    return { active: list("active"), retiring: list("retiring"), revoked: list("revoked") };
  }

  /** The id of the active key with this value; asking counts as a use. */
  keyWith(value: string): string | null {
    return this.running.parts.keys.use(value)?.id ?? null;
  }

  /** Whether a session's token is good. */
  isLive(token: string): boolean {
    return this.running.parts.sessions.find(token) !== null;
  }

  /** The id of the newest event of the audit trail. */
  newestEvent(): number {
    return this.running.parts.audit.newest();
  }

  /** What came after an event; null when that cannot be told. */
  eventsAfter(id: number): { id: string; type: string }[] | null {
    return this.running.parts.audit.after(id);
  }

  /** Writes down what the clock has ended. */
  settle(): void {
    this.running.parts.keys.settle();
  }

  /** The second admin; signs in again when the session has expired. */
  async admin(): Promise<DirectAdmin> {
    if (!this.#admin || !this.isLive(this.#admin.token)) {
      this.#admin = await signInDirectly(this.running.service);
    }
    return this.#admin;
  }

  /** Stops it and starts it again: same port, same database. */
  async restart(): Promise<void> {
    await this.running.service.close();
    this.running = await this.start();
  }

  async close(): Promise<void> {
    await this.running.service.close();
    this.releasePort();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
