/** Runs the Local workspace's service in a process of its own and talks to it over a private message port. */
import { randomUUID } from "node:crypto";
import { type UtilityProcess, utilityProcess } from "electron";
import type { Result } from "../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../failures.ts";
import { FromService, type ToService } from "../local-service/messages.ts";
import type { NewSession } from "../local-service/wire/session.ts";
import { logLine } from "../log.ts";
import type { LocalService, OpenedSession } from "../ports.ts";

/** Where the service's code and data are. */
export interface LocalServiceOptions {
  /** Built entry of the service. */
  entry: string;
  /** Folder of its database. */
  dataDir: string;
  /** A session as the contract has it, as Keyrack has it. */
  sessionFrom(session: Omit<NewSession, "token">): OpenedSession["session"];
}

/** Why the service says it failed, as a clause after "did not start: ". */
const reasons: Record<Extract<FromService, { type: "failed" }>["reason"], string> = {
  "newer-schema": "its database was written by a newer Keyrack",
  "damaged-database": "its database is damaged and could not be set aside",
  "cannot-listen": "no port on this computer could be opened",
  "cannot-write": "its folder cannot be written",
  "disk-full": "the disk is full",
  "in-use": "another program keeps its database to itself",
  unexpected: "it met a problem of its own",
};

/** How long the service may take to start or answer, milliseconds. Generous: a first start creates the database. */
const patience = 15_000;

/** The service behind the LocalService port. One process at most; a second start waits for the first. */
export function createLocalService(options: LocalServiceOptions): LocalService {
  let starting: ReturnType<LocalService["start"]> | null = null;
  let running: UtilityProcess | null = null;
  /** Whether `running` has said that it is ready; until then its end is the start's failure. */
  let ready = false;
  const endListeners: (() => void)[] = [];

  async function launch(preferredPort: number | null): ReturnType<LocalService["start"]> {
    const child = utilityProcess.fork(options.entry, [], { serviceName: "Keyrack Local Workspace", stdio: "inherit" });
    running = child;
    ready = false;
    child.once("exit", (code) => {
      if (running !== child) return;
      running = null;
      starting = null;
      logLine(`the local service ended with code ${code}`);
      if (ready) for (const tell of endListeners) tell();
    });
    const answer = nextMessage(child, (message) => message.type === "ready" || message.type === "failed");
    post(child, { type: "start", dataDir: options.dataDir, preferredPort });
    const message = await answer;
    if (message?.type === "ready" && running === child) {
      ready = true;
      const { origin, setAside } = message;
      // What was set aside is told once: whoever asks later is answered without it.
      starting = Promise.resolve(succeeded({ origin, setAside: null }));
      if (setAside !== null) logLine(`the local service set its damaged database aside as ${setAside}`);
      return succeeded({ origin, setAside });
    }
    child.kill();
    if (running === child) {
      running = null;
      starting = null;
    }
    if (message?.type === "failed") logLine(`the local service did not start: ${message.detail}`);
    return failed("local-service", {
      reason: message?.type === "failed" ? reasons[message.reason] : reasons.unexpected,
    });
  }

  return {
    start(preferredPort) {
      starting ??= launch(preferredPort);
      return starting;
    },

    async openSession(): Promise<Result<OpenedSession>> {
      const child = running;
      if (!child) return failed("local-service", { reason: "it is not running" });
      const requestId = randomUUID();
      const answer = nextMessage(child, (message) => "requestId" in message && message.requestId === requestId);
      post(child, { type: "open-session", requestId });
      const message = await answer;
      if (message?.type !== "session") return failed("local-service", { reason: reasons.unexpected });
      const { type: _type, requestId: _requestId, token, ...session } = message;
      return succeeded({ token, session: options.sessionFrom(session) });
    },

    async stop() {
      const child = running;
      if (!child) return;
      running = null;
      starting = null;
      const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      post(child, { type: "stop" });
      // Its database survives a kill as well (synchronous=FULL); waiting is only for tidiness, so it is bounded.
      const timer = setTimeout(() => child.kill(), 2_000);
      await exited;
      clearTimeout(timer);
    },

    onEnd(listener) {
      endListeners.push(listener);
    },
  };
}

function post(child: UtilityProcess, message: ToService): void {
  child.postMessage(message);
}

/** The next message that fits, or null when the process ends or patience runs out first. Foreign messages are ignored. */
function nextMessage(child: UtilityProcess, fits: (message: FromService) => boolean): Promise<FromService | null> {
  return new Promise((resolve) => {
    const settle = (message: FromService | null) => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(message);
    };
    const onMessage = (received: unknown) => {
      const parsed = FromService.safeParse(received);
      if (parsed.success && fits(parsed.data)) settle(parsed.data);
    };
    const onExit = () => settle(null);
    const timer = setTimeout(() => settle(null), patience);
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}
