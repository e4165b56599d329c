/** Finds or starts the server under test and makes sure the suite has room before it begins. */
import { rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { spawnLocalService } from "../support/local-service.ts";
import { Context, openSuiteSession, SignInRefused, type SuiteSession, type Target } from "./clause.ts";
import "./provided.ts";

const root = resolve(import.meta.dirname, "../..");
const shortWindowSeconds = 2;

/** Builds the command line as electron.vite.config.ts does, so that no stale `out` is tested. Inside node_modules, so that libsql is found. */
async function buildCommandLine(): Promise<string> {
  const outDir = resolve(root, `node_modules/.keyrack/conformance-service-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, external: ["libsql"] },
    build: {
      ssr: true,
      target: "node20.18",
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: { "local-service-cli": "src-main/local-service/cli.ts" },
        output: { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
  return resolve(outDir, "local-service-cli.mjs");
}

function foreignTarget(env: NodeJS.ProcessEnv): Target | null {
  const { KEYRACK_CONFORMANCE_URL: url, KEYRACK_CONFORMANCE_EMAIL: email, KEYRACK_PASSWORD: password } = env;
  if (!url) return null;
  if (!URL.canParse(url)) throw new CannotBegin(`KEYRACK_CONFORMANCE_URL is no URL: ${url}`);
  if (!email) throw new CannotBegin("KEYRACK_CONFORMANCE_EMAIL is missing: the e-mail of an admin of the server.");
  if (!password) throw new CannotBegin("KEYRACK_PASSWORD is missing: the password of that admin.");
  return { origin: new URL(url).href.replace(/\/+$/, ""), email, password };
}

/** Why the suite cannot begin, in words for people. */
class CannotBegin extends Error {}

/** Signs in; a server that cannot do that has nothing to be tested. */
async function openSession(target: Target): Promise<SuiteSession> {
  try {
    return await openSuiteSession(target);
  } catch (error) {
    const refused = error instanceof SignInRefused ? `it answered ${error.status} ${error.type}` : String(error);
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw new CannotBegin(`Signing in to ${target.origin} as ${target.email} failed: ${refused}${cause}`);
  }
}

async function checkRoom(session: SuiteSession): Promise<void> {
  const { limits } = await new Context(session).page("?status=active&limit=1");
  const room = limits.maxActive - limits.active;
  if (room > 0) {
    if (room < 2) console.log("Room for one key only: clauses that need more are skipped.");
    return;
  }
  throw new CannotBegin(
    `${limits.active} of ${limits.maxActive} keys are active on ${session.origin}. The suite needs room for at least one and ` +
      "never revokes a key it has not made: revoke one first, or use an organization for tests.",
  );
}

/** Signs in to a server elsewhere; ends the run with a sentence when there is nothing to be tested. */
async function signInElsewhere(target: Target): Promise<SuiteSession> {
  try {
    const session = await openSession(target);
    await checkRoom(session);
    return session;
  } catch (error) {
    if (!(error instanceof CannotBegin)) throw error;
    // Vitest would add "No test files found" and a stack to an error thrown here.
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}

/** Vitest calls this once before all files; what it answers is called once after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const foreign = foreignTarget(process.env);
  if (foreign) {
    const session = await signInElsewhere(foreign);
    project.provide("session", session);
    project.provide("serviceCli", "");
    return async () => {
      await new Context(session).send({ method: "DELETE", path: "/admin/session" });
    };
  }
  const cli = await buildCommandLine();
  // The suite asks more than 600 times a minute; of a server elsewhere it waits the limit out.
  const unlimited = ["--rate-limit", "100000"];
  const service = await spawnLocalService({ cli, args: unlimited });
  const short = await spawnLocalService({
    cli,
    args: [...unlimited, "--idempotency-window", String(shortWindowSeconds)],
  });
  const target = ({ origin, adminEmail, adminPassword }: typeof service) => ({
    origin,
    email: adminEmail,
    password: adminPassword,
  });
  const session = await openSession({
    ...target(service),
    shortWindow: { ...target(short), seconds: shortWindowSeconds },
  });
  project.provide("session", session);
  project.provide("serviceCli", cli);
  return async () => {
    await service.close();
    await short.close();
    rmSync(dirname(cli), { recursive: true, force: true });
  };
}
