/** Everything that travels over a session bus, byte for byte, as an eavesdropper with the user's rights would have it. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { connectBus } from "./bus.ts";

/** A recording that runs. */
export interface BusTraffic {
  /** What has travelled so far, all of it. */
  bytes(): Promise<Buffer>;
  close(): void;
}

/** Begins to record; nothing is missed from the moment this has answered. */
export async function recordBus(env: NodeJS.ProcessEnv = process.env): Promise<BusTraffic> {
  const bus = await connectBus(env);
  const address = env.DBUS_SESSION_BUS_ADDRESS ?? "";
  const monitor = spawn("dbus-monitor", ["--address", address, "--binary"], { stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  monitor.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  /** The bus keeps the order, so whatever was sent before a mark is recorded once the mark is. */
  const untilMarked = () => {
    const marks: string[] = [];
    return expect
      .poll(
        async () => {
          marks.push(`mark-${randomUUID()}`);
          await bus.emit("/keyrack/test", "keyrack.test", "Mark", "s", [marks.at(-1)]);
          const recorded = Buffer.concat(chunks);
          return marks.some((mark) => recorded.includes(mark));
        },
        { message: "the bus is being recorded", intervals: [20] },
      )
      .toBe(true);
  };
  await untilMarked();
  return {
    async bytes() {
      await untilMarked();
      return Buffer.concat(chunks);
    },
    close() {
      monitor.kill();
      bus.close();
    },
  };
}
