/** A port on 127.0.0.1 that stays a test's own while nothing listens there: no other test takes it, in whatever process. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

/** What listens, and where. */
export interface Place<T> {
  started: T;
  port: number;
  /** Leaves the port to others. */
  release(): void;
}

/**
 * Starts something at a port of its own. Below the ports that systems hand out by themselves (from 32768 on Linux, from 49152
 * elsewhere), so that no other program gets it by chance; above the last one that `fetch` refuses (10080). Other tests choose
 * there too: the UDP port of the same number, which nobody else wants, says that it is taken, and a process that dies lets it go.
 */
export async function somewhere<T>(start: (port: number) => Promise<T>): Promise<Place<T>> {
  for (let left = 50; ; left -= 1) {
    const port = 11_000 + Math.floor(Math.random() * 20_000);
    let sign: Socket | undefined;
    try {
      sign = await takeSign(port);
      return { started: await start(port), port, release: () => sign?.close() };
    } catch (error) {
      sign?.close();
      if (left === 0) throw error;
    }
  }
}

async function takeSign(port: number): Promise<Socket> {
  const sign = createSocket("udp4");
  sign.bind({ port, address: "127.0.0.1", exclusive: true });
  try {
    await once(sign, "listening");
  } catch (error) {
    sign.close();
    throw error;
  }
  // It serves nobody, and keeps no process from ending.
  return sign.unref();
}
