/** A real proxy, tinyproxy, on a free port, with or without Basic credentials. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { temporaryFolder } from "./app.ts";
import { closedPort } from "./fault-server.ts";

/** How it is to run. */
export interface TinyproxyOptions {
  /** `127.0.0.1:port` of the proxy it hands everything on to: names that no DNS has are known there. */
  upstream: string;
  /** Asks for these. */
  credentials?: { username: string; password: string };
}

/** A running tinyproxy. */
export interface Tinyproxy {
  /** `http://127.0.0.1:port`. */
  address: string;
  host: string;
  /** All it has logged, such as "CONNECT api.keyrack.test:443". */
  log(): string;
  close(): Promise<void>;
}

/** Starts one and waits until it takes connections. `npm run setup` installs it. */
export async function startTinyproxy({ upstream, credentials }: TinyproxyOptions): Promise<Tinyproxy> {
  const folder = temporaryFolder("tinyproxy");
  const port = await closedPort();
  const config = join(folder, "tinyproxy.conf");
  const log = join(folder, "tinyproxy.log");
  writeFileSync(log, "");
  writeFileSync(
    config,
    [
      `Port ${port}`,
      "Listen 127.0.0.1",
      "Allow 127.0.0.1",
      `LogFile "${log}"`,
      "LogLevel Info",
      "MaxClients 20",
      `Upstream http ${upstream}`,
      ...(credentials ? [`BasicAuth ${credentials.username} ${credentials.password}`] : []),
      "",
    ].join("\n"),
  );
  const child = spawn("tinyproxy", ["-d", "-c", config], { stdio: "ignore" });
  await once(child, "spawn").catch((cause: unknown) => {
    throw new Error("tinyproxy is missing: run `npm run setup`, or apt-get install tinyproxy-bin", { cause });
  });
  const endNow = () => child.kill("SIGKILL");
  process.once("exit", endNow);
  await listening(child, port, () => readFileSync(log, "utf8"));
  return {
    address: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    log: () => readFileSync(log, "utf8"),
    async close() {
      process.off("exit", endNow);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function listening(child: ChildProcess, port: number, log: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`tinyproxy ended at once:\n${log()}`);
    const socket = connect(port, "127.0.0.1");
    const taken = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (taken) return;
    await delay(10);
  }
}
