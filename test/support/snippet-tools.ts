/** Runs the instructions for using a key as their tools would, in a home of their own. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { type SnippetInput, type SnippetKind, snippetText } from "../../src-renderer/store/usage-snippet.ts";

/** What came of a run. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The tools that can be run anywhere; Python needs a package, and a `.env` line is no program. */
export type RunnableKind = Exclude<SnippetKind, "env" | "python">;

/** The tools whose command stands in YAML. */
export type YamlKind = "github-actions" | "compose";

/** A way to run snippets. */
export interface SnippetTools {
  /** An empty folder that serves as home and working folder. */
  readonly home: string;
  /** Runs a program with nothing in its environment but the way to programs and what is given. */
  run(program: string, args: string[], variables?: Record<string, string>): Promise<Outcome>;
  /** Runs a snippet; what is printed holds the status and the body. */
  /** Runs what is in a workflow's step or a service of Docker Compose. */
  runYaml(kind: YamlKind, text: string, variables?: Record<string, string>): Promise<Outcome>;
  runSnippet(kind: RunnableKind, input: SnippetInput, variables?: Record<string, string>): Promise<Outcome>;
  remove(): void;
}

/** Why Python's snippet cannot be run here, to be given as the reason for skipping; null where it can. */
export const pythonObstacle: string | null = (() => {
  try {
    execFileSync("python3", ["-c", "import requests"], { stdio: "ignore" });
    return null;
  } catch {
    return "python3 with its package requests is not installed";
  }
})();

/** Makes the home. */
export function makeSnippetTools(): SnippetTools {
  const home = mkdtempSync(join(tmpdir(), "keyrack-snippets-"));
  // curl as a person has it prints the body alone; the tests want the status as well.
  writeFileSync(join(home, ".curlrc"), 'silent\nwrite-out = "\\n%{http_code}\\n"\n');

  function run(program: string, args: string[], variables: Record<string, string> = {}): Promise<Outcome> {
    const env = { PATH: process.env.PATH ?? "", HOME: home, ...variables };
    return new Promise((done) => {
      execFile(program, args, { env, cwd: home }, (error, stdout, stderr) => {
        done({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
      });
    });
  }

  function runYaml(kind: YamlKind, text: string, variables: Record<string, string> = {}): Promise<Outcome> {
    // GitHub runs steps with `bash -e`: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
    return kind === "github-actions"
      ? run("bash", ["-e", "-c", commandIn(kind, text)], variables)
      : run("sh", ["-c", commandIn(kind, text)], variables);
  }

  return {
    home,
    run,
    runYaml,
    runSnippet(kind, input, variables = {}) {
      if (kind === "javascript") {
        writeFileSync(join(home, "snippet.mjs"), snippetText(kind, input));
        return run(process.execPath, ["snippet.mjs"], variables);
      }
      const text = snippetText(kind, input);
      return isYaml(kind) ? runYaml(kind, text, variables) : run("sh", ["-c", text], variables);
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** The command that a snippet's shell gets: out of the YAML, with what GitHub and Docker Compose put in. */
export function commandOf(kind: Exclude<RunnableKind, "javascript">, input: SnippetInput): string {
  const text = snippetText(kind, input);
  return isYaml(kind) ? commandIn(kind, text) : text;
}

const isYaml = (kind: string): kind is YamlKind => kind === "github-actions" || kind === "compose";

function commandIn(kind: YamlKind, text: string): string {
  if (kind === "github-actions") return parseYaml(text)[0].run.replaceAll(`\${{ '\${{' }}`, `\${{`);
  const [service] = Object.values<{ command: [string] }>(parseYaml(text).services);
  return service?.command[0].replaceAll("$$", "$") ?? "";
}
