/** Runs keytar-process.ts in Electron's utilityProcess. */
import { utilityProcess } from "electron";
import type { KeytarProcess } from "./keytar-caller.ts";

/** Answers what starts the process; `entry` is the built keytar-process.ts. */
export function keytarProcess(entry: string): () => KeytarProcess {
  return () => {
    const child = utilityProcess.fork(entry, [], { serviceName: "Keyrack Keychain", stdio: "ignore" });
    return {
      post: (request) => child.postMessage(request),
      onReply: (listener) => child.on("message", listener),
      onExit: (listener) => child.once("exit", listener),
      kill: () => child.kill(),
    };
  };
}
