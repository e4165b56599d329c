/** Asks a server as fast as it answers: kept connections, one request at a time on each, and no more looked at than must be. */
import { connect, type Socket } from "node:net";

/** What to ask for. */
export interface Question {
  origin: string;
  path: string;
  headers?: Record<string, string>;
}

/** One answer. */
interface Answer {
  status: number;
  body: string;
}

/** A connection on which one question is asked again and again. */
interface Asker {
  ask(): Promise<Answer>;
  close(): void;
}

function open({ origin, path, headers = {} }: Question): Promise<Asker> {
  const { hostname, port, host } = new URL(origin);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines.join("")}\r\n`;
  let text = "";
  let settle: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  const hear = (part: string) => {
    text += part;
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = text.slice(0, end);
    // Latin-1 keeps bytes and characters the same in number.
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (text.length < end + 4 + length) return;
    const answer = { status: Number(head.slice(9, 12)), body: text.slice(end + 4) };
    text = "";
    settle?.resolve(answer);
  };
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), hostname, () =>
      resolve({
        ask: () =>
          new Promise((answered, failed) => {
            settle = { resolve: answered, reject: failed };
            socket.write(request, "latin1");
          }),
        close: () => socket.destroy(),
      }),
    );
    socket.setNoDelay(true).setEncoding("latin1").on("data", hear);
    socket.on("error", (error) => {
      reject(error);
      settle?.reject(error);
    });
  });
}

/** Asks once and answers the body, which must come with 200. */
export async function askOnce(question: Question): Promise<string> {
  const asker = await open(question);
  const { status, body } = await asker.ask();
  asker.close();
  if (status !== 200) throw new Error(`${question.path} was answered with ${status}: ${body}`);
  return body;
}

/** Asks on `connections` at once for `ms` milliseconds and answers how many answers came a second; each must be 200. */
export async function answersPerSecond(question: Question, connections: number, ms: number): Promise<number> {
  const askers = await Promise.all(Array.from({ length: connections }, () => open(question)));
  const start = performance.now();
  let count = 0;
  await Promise.all(
    askers.map(async ({ ask }) => {
      while (performance.now() - start < ms) {
        const { status } = await ask();
        if (status !== 200) throw new Error(`${question.path} was answered with ${status}.`);
        count += 1;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const { close } of askers) close();
  return count / seconds;
}
