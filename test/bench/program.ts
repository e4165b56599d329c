/** Starts a program as a person does, without a driver attached to it, and clocks what it prints. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launchArguments, launchEnvironment, root, temporaryFolder } from "../support/app.ts";

/** The Electron that everything here is run by. */
const electron = createRequire(import.meta.url)("electron") as unknown as string;

/** How long a program may take for anything, in milliseconds. */
const patienceMs = 30_000;

/** A program that runs. */
export interface Program {
  pid: number;
  /** Waits for what it prints and answers the milliseconds from the start. Only what fits `line` counts. */
  printed(line: RegExp): Promise<number>;
  /** Asks it to quit, waits until it has, and then ends what it may have left. */
  end(): Promise<void>;
}

/** How a program is started; each time with the same profile. */
export type Start = () => Program;

function run(args: readonly string[], env: NodeJS.ProcessEnv): Program {
  const started = performance.now();
  const child = spawn(electron, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${electron} could not be started.`);
  const lines: { line: string; at: number }[] = [];
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (part: string) => {
      const at = performance.now() - started;
      const parts = (rest + part).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.map((line) => ({ line, at })));
      for (const tell of heard) tell();
    });
  }
  const killGroup = () => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Nobody is left in it.
    }
  };
  process.once("exit", killGroup);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    pid,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          heard.delete(look);
          clearTimeout(timer);
          act();
        };
        const look = () => {
          const found = lines.find(({ line }) => wanted.test(line));
          if (found) settle(() => resolve(found.at));
        };
        const fail = (why: string) => settle(() => reject(new Error(`${why} It printed:\n${allOf(lines)}`)));
        const timer = setTimeout(() => fail(`Nothing like ${wanted} within ${patienceMs} ms.`), patienceMs);
        heard.add(look);
        void ended.then(() => fail(`It ended before it printed ${wanted}.`));
        look();
      }),
    async end() {
      process.kill(pid, "SIGTERM");
      const timer = setTimeout(killGroup, 10_000);
      await ended;
      clearTimeout(timer);
      killGroup();
      process.off("exit", killGroup);
    },
  };
}

const allOf = (lines: readonly { line: string }[]) => lines.map(({ line }) => line).join("\n");

/** Keyrack with a profile. */
export function keyrack(profile: string, flags: string[] = []): Start {
  return () => run(launchArguments(flags), launchEnvironment(profile));
}

/** A bare app of the same Electron, from `bare/`, with a profile of its own. */
export function bare(file: "window.cjs" | "no-window.cjs"): Start {
  const profile = temporaryFolder("bare");
  // The words in front are the same as Keyrack's, with the file in place of the checkout.
  const args = launchArguments().map((word) => (word === root ? join(import.meta.dirname, "bare", file) : word));
  return () => run(args, launchEnvironment(profile));
}
