/** A SOCKS proxy of a test's own (RFC 1928, and version 4a), without authentication. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A running proxy. */
export interface SocksProxy {
  /** `127.0.0.1:port`. */
  host: string;
  /** What was asked for, as "5 api.example.com:443". */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts one that knows `hosts`: name to the port on this computer that stands for it. Others are rejected. */
export async function startSocksProxy(
  hosts: Record<string, number>,
  { wantsPassword = false }: { wantsPassword?: boolean } = {},
): Promise<SocksProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    const step = { greeted: false };
    client.on("data", function read(data: Buffer) {
      if (data[0] === 5 && !step.greeted) {
        step.greeted = true;
        client.write(Buffer.from([5, wantsPassword ? 0xff : 0]));
        return;
      }
      const { version, name, port } = data[0] === 5 ? readFive(data) : readFour(data);
      asked.push(`${version} ${name}:${port}`);
      const known = hosts[name];
      const reply = (ok: boolean) =>
        version === 5 ? [5, ok ? 0 : 4, 0, 1, 0, 0, 0, 0, 0, 0] : [0, ok ? 0x5a : 0x5b, 0, 0, 0, 0, 0, 0];
      client.off("data", read);
      if (known === undefined) return void client.end(Buffer.from(reply(false)));
      const onward = connect(known, "127.0.0.1", () => {
        client.write(Buffer.from(reply(true)));
        onward.pipe(client).pipe(onward);
      });
      sockets.add(onward);
      onward.on("error", () => {}).once("close", () => client.destroy());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** CONNECT to a name: version, command, 0, 3, length, name, port. */
function readFive(data: Buffer) {
  const length = data[4] ?? 0;
  return { version: 5, name: data.toString("latin1", 5, 5 + length), port: data.readUInt16BE(5 + length) };
}

/** CONNECT to a name: version, command, port, 0.0.0.x, user, 0, name, 0. */
function readFour(data: Buffer) {
  const user = data.indexOf(0, 8);
  return { version: 4, name: data.toString("latin1", user + 1, data.indexOf(0, user + 1)), port: data.readUInt16BE(2) };
}
