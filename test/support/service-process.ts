/** The real local service in a process of its own, as `npm run service` runs it: the remote server of the tests. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, temporaryFolder } from "./app.ts";

/** A service that listens, and how to sign in to it. */
export interface ServiceProcess {
  origin: string;
  email: string;
  password: string;
  /** Where its database lies. */
  data: string;
  /** All it has printed. */
  output(): string;
  /** Ends the session of a token, as another administrator would. */
  endSession(token: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one on a free port, with an empty database or that of an earlier one (`data`). `password` has 12 characters or more;
 * `flags` are more words for its command line.
 */
export async function startServiceProcess(
  password = "correct horse battery",
  data = temporaryFolder("service"),
  flags: readonly string[] = [],
): Promise<ServiceProcess> {
  const program = join(root, "out/main/local-service-cli.js");
  const child = spawn(process.execPath, [program, "--port", "0", "--data", data, ...flags], {
    cwd: root,
    env: { ...process.env, KEYRACK_SERVICE_PASSWORD: password },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test process that ends without closing it takes it along.
  const endNow = () => child.kill("SIGKILL");
  process.once("exit", endNow);
  let printed = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (/^Admin e-mail: \S+$/m.test(printed)) resolve();
      });
    }
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The local service ended at once:\n${printed}`)));
  });
  const find = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? "";
  const origin = find(/^Listening on (\S+)$/m);
  return {
    origin,
    email: find(/^Admin e-mail: (\S+)$/m),
    password,
    data,
    output: () => printed,
    async endSession(token) {
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await fetch(`${origin}/api/v1/admin/session`, { method: "DELETE", headers });
      if (status !== 204) throw new Error(`Ending the session was answered with ${status}.`);
    },
    async close() {
      process.off("exit", endNow);
      child.kill("SIGTERM");
      await ended;
    },
  };
}
