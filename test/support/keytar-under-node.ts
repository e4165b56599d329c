/** Runs keytar-process.ts under plain Node, where Electron's utilityProcess would run it. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { transformWithOxc } from "vite";
import type { KeytarProcess } from "../../src-main/keychain/keytar-caller.ts";

const source = new URL("../../src-main/keychain/keytar-process.ts", import.meta.url).pathname;
/** Inside node_modules, so that keytar is found from there. */
const folder = new URL("../../node_modules/.keyrack/", import.meta.url).pathname;

/** Translates keytar-process.ts. */
export async function buildKeytarProcess(): Promise<{ entry: string; remove(): void }> {
  const { code } = await transformWithOxc(readFileSync(source, "utf8"), source);
  const entry = `${folder}keytar-process-${process.pid}.mjs`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(entry, code);
  return { entry, remove: () => rmSync(entry, { force: true }) };
}

/** Answers what starts the process, and all processes that it has started. */
export function keytarUnderNode(entry: string, env: NodeJS.ProcessEnv) {
  const started: ChildProcess[] = [];
  const start = (): KeytarProcess => {
    const child = fork(entry, [], { env, stdio: "ignore" });
    started.push(child);
    return {
      post: (request) => void child.send(request),
      onReply: (listener) => child.on("message", listener),
      onExit: (listener) => child.once("exit", listener),
      kill: () => void child.kill(),
    };
  };
  return { start, started };
}
