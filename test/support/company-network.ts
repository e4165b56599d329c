/** A company's network: a server with a certificate of the company's own, at a name that only the company's proxy knows. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "./app.ts";
import { type ConnectProxy, startConnectProxy } from "./connect-proxy.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";
import { makeAuthority, makeIdentity } from "./tls-certificates.ts";
import { startUnreliableServer, type UnreliableServer } from "./unreliable-server.ts";
import type { Credentials } from "./walk.ts";

/** A name that no DNS has (RFC 6761, 6.2). */
export const companyHost = "api.keyrack.test";

/** The network, and handles on its parts. */
export interface CompanyNetwork {
  service: ServiceProcess;
  /** What stands at the name, in front of the service. */
  server: UnreliableServer;
  /** The proxy that knows the name. */
  gateway: ConnectProxy;
  /** Path of the PEM file with the company's certificate authority. */
  authorityFile: string;
  /** How to sign in by the name. */
  credentials: Credentials;
  close(): Promise<void>;
}

/** Starts all of it; `password` is the admin's. */
export async function startCompanyNetwork(password?: string): Promise<CompanyNetwork> {
  const service = await startServiceProcess(password);
  const authority = await makeAuthority("A company");
  const server = await startUnreliableServer(service.origin, await makeIdentity({ authority, host: companyHost }));
  const gateway = await startConnectProxy({ hosts: { [companyHost]: Number(new URL(server.origin).port) } });
  const authorityFile = join(temporaryFolder("authority"), "company.pem");
  writeFileSync(authorityFile, authority.cert);
  return {
    service,
    server,
    gateway,
    authorityFile,
    credentials: { address: `https://${companyHost}`, email: service.email, password: service.password },
    async close() {
      await gateway.close();
      await server.close();
      await service.close();
    },
  };
}

/** A server with a script for automatic configuration. */
export interface PacServer {
  url: string;
  /** How often it was fetched. */
  fetched(): number;
  /** What the script answers from now on, such as `PROXY a:1; DIRECT`. */
  answer(text: string): void;
  close(): Promise<void>;
}

/** Serves one; `script` is the body of FindProxyForURL (url, host) and may use `answer`. */
export async function startPacServer(first: string, script = "return answer;"): Promise<PacServer> {
  let answer = first;
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched += 1;
    response.writeHead(200, { "content-type": "application/x-ns-proxy-autoconfig", "cache-control": "no-store" });
    response.end(`function FindProxyForURL(url, host) { var answer = ${JSON.stringify(answer)}; ${script} }`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`,
    fetched: () => fetched,
    answer(text) {
      answer = text;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
