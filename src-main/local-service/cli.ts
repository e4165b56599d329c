/** Entry under plain Node (`npm run service`): flags in, a running service and its admin's password out. */
import { resolve } from "node:path";
import { type Flags, parseCommandLine, usage } from "./cli-options.ts";
import { type LocalService, type ServiceOptions, startService } from "./service.ts";
import { StartFailure } from "./store/start-failure.ts";

function serviceOptions(flags: Flags): ServiceOptions {
  const ttl = flags["session-ttl"];
  const rate = flags["rate-limit"];
  const window = flags["idempotency-window"];
  return {
    dataDir: resolve(flags.data),
    port: flags.port,
    host: flags.host,
    ...(ttl === undefined ? {} : { sessionTtlSeconds: ttl }),
    ...(rate === undefined ? {} : { requestsPerMinute: rate }),
    ...(window === undefined ? {} : { idempotencyWindowSeconds: window }),
    onFault: (summary) => console.error(summary),
    onSetAside: (name) =>
      console.error(
        `The database in ${resolve(flags.data)} was damaged. It was set aside as ${name}, and a new one was begun. Keys in the old one no longer work.`,
      ),
  };
}

/** Prints lines that scripts may parse: `Listening on URL`, `Admin e-mail: E`, `One-time password: P  (shown this once)`. */
async function introduce(service: LocalService, flags: Flags, password: string | undefined): Promise<void> {
  const admin = await service.ensureAdmin(password);
  const fresh = flags["reset-password"] && !admin.created ? await service.resetAdminPassword() : admin.newPassword;
  const known = admin.created ? "as set by KEYRACK_SERVICE_PASSWORD" : "unchanged; --reset-password makes a new one";
  console.log(`Listening on ${service.origin}`);
  console.log(`Data: ${resolve(flags.data)}`);
  console.log(`Admin e-mail: ${admin.email}`);
  console.log(fresh === null ? `Password: ${known}` : `One-time password: ${fresh}  (shown this once)`);
}

function stopOnSignals(service: LocalService): void {
  let stopping = false;
  const stop = () => {
    // The second time somebody is in a hurry; every answered change is on disk anyway.
    if (stopping) process.exit(1);
    stopping = true;
    service.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function main(): Promise<void> {
  const line = parseCommandLine(process.argv.slice(2), process.env);
  if ("wrong" in line) {
    console.error(`${line.wrong.join("\n")}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (line.flags.help) {
    console.log(usage);
    return;
  }
  try {
    const service = await startService(serviceOptions(line.flags));
    stopOnSignals(service);
    await introduce(service, line.flags, line.password);
  } catch (error) {
    const known = error instanceof StartFailure;
    console.error(
      known ? error.message : `The service could not start: ${error instanceof Error ? error.name : "error"}.`,
    );
    process.exit(1);
  }
}

await main();
