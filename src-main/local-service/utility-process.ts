/** Entry in Electron's utilityProcess: connects the service to the port to main. */
import { servePort } from "./port-host.ts";

/** The slice of Electron's `process.parentPort` that is used (https://www.electronjs.org/docs/latest/api/parent-port). */
interface ParentPort {
  on(event: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
if (!parentPort) throw new Error("This file runs in Electron's utilityProcess; use local-service-cli.js elsewhere.");

servePort(
  {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on("message", (event) => listener(event.data)),
  },
  (code) => process.exit(code),
);
