/** Runs the service at the far end of a message port: start, sessions, stop. */
import { type FromService, ToService } from "./messages.ts";
import { type LocalService, startService } from "./service.ts";
import { StartFailure } from "./store/start-failure.ts";

/** The port, as far as it is used. */
export interface MessagePortLike {
  /** Sends to main. */
  send(message: FromService): void;
  /** Called with whatever main sends. */
  onMessage(listener: (message: unknown) => void): void;
}

/** Serves the port until `stop`; `exit` then ends the process with that code. */
export function servePort(port: MessagePortLike, exit: (code: number) => void): void {
  let service: LocalService | null = null;

  async function start(dataDir: string, preferredPort: number | null): Promise<void> {
    let setAside: string | null = null;
    try {
      const onSetAside = (name: string) => {
        setAside = name;
      };
      // In the Electron app stderr goes to main's log; a summary holds no secret.
      const onFault = (summary: string) => console.error(`local service: ${summary}`);
      service = await startService({ dataDir, port: preferredPort ?? 0, anyPortWhenTaken: true, onFault, onSetAside });
      port.send({ type: "ready", origin: service.origin, setAside });
    } catch (error) {
      const known = error instanceof StartFailure;
      const reason = known ? error.reason : "unexpected";
      port.send({ type: "failed", reason, detail: known ? error.message : "The local service could not start." });
      exit(1);
    }
  }

  async function openSession(requestId: string): Promise<void> {
    try {
      if (!service) throw new Error("not started");
      port.send({ type: "session", requestId, ...(await service.openWorkspaceSession()) });
    } catch {
      const detail = service ? "The database did not take a new session." : "The service has not started.";
      port.send({ type: "session-failed", requestId, detail });
    }
  }

  async function stop(): Promise<void> {
    await service?.close();
    port.send({ type: "stopped" });
    exit(0);
  }

  async function run(message: ToService): Promise<void> {
    switch (message.type) {
      case "start":
        // A second start is a mistake of main's; the first one goes on.
        return service ? undefined : await start(message.dataDir, message.preferredPort);
      case "open-session":
        return await openSession(message.requestId);
      case "stop":
        return await stop();
    }
  }

  // One after the other, so that `open-session` right after `start` waits for it.
  let queue = Promise.resolve();
  port.onMessage((raw) => {
    const message = ToService.safeParse(raw);
    if (!message.success) return;
    queue = queue.then(() => run(message.data)).catch(() => exit(1));
  });
}
