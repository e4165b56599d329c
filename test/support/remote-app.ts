/** One app for a file of tests, signed in to a server that can be told to go wrong, with two keys in its list. */
import type { RunningApp } from "./app.ts";
import { sharedApp, test } from "./e2e.ts";
import { emptyKeyring } from "./keyring.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";
import { type Fault, type Rewrite, startUnreliableServer, type UnreliableServer } from "./unreliable-server.ts";
import { connectToServer, makeKey } from "./walk.ts";

/** The app, the server it sees, and the service behind that. */
export interface RemoteApp extends RunningApp {
  server: UnreliableServer;
  service: ServiceProcess;
}

/** Names of the keys that are there from the start. */
export const firstKeys = ["First", "Second"] as const;

/** What makes a server seem to lack capabilities. */
export function lacking(...missing: string[]): Rewrite {
  return (body) => {
    const { capabilities } = body as { capabilities?: string[] };
    if (!capabilities) return body;
    return { ...(body as object), capabilities: capabilities.filter((one) => !missing.includes(one)) };
  };
}

/** For the top of a spec file; everything passes the server again after each test. `without`: capabilities it is to lack. */
export function sharedRemoteApp({ without = [] }: { without?: string[] } = {}): () => RemoteApp {
  const running = sharedApp();
  let remote: RemoteApp | undefined;
  test.beforeAll(async () => {
    await emptyKeyring();
    const service = await startServiceProcess();
    const server = await startUnreliableServer(service.origin);
    server.rewrite(lacking(...without));
    remote = { ...running(), server, service };
    await connectToServer(remote.window, { address: server.origin, email: service.email, password: service.password });
    for (const name of firstKeys) await makeKey(remote.window, name);
  });
  test.afterEach(() => remote?.server.fault(null));
  test.afterAll(async () => {
    await remote?.server.close();
    await remote?.service.close();
  });
  return () => {
    if (!remote) throw new Error("The app is not signed in yet.");
    return remote;
  };
}

/** A fault of some requests only. */
export function only(method: string, path: RegExp, answer: ReturnType<Fault>): Fault {
  return (request) => (request.method === method && path.test(request.path) ? answer : null);
}

/** Has the list read again in the way it happens to a person: by coming back to the window. */
export async function comeBack({ app, window }: RunningApp): Promise<void> {
  const browserWindow = await app.browserWindow(window);
  await browserWindow.evaluate((one) => void one.emit("focus"));
}
