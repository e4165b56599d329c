/** The release as it is installed, which nobody can attach to: it starts, sandboxed, and does not do what its fuses forbid. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { launchEnvironment, temporaryFolder } from "../support/app.ts";

/** The command that the package puts on the PATH. */
const command = "/usr/bin/keyrack";

interface Started {
  child: ChildProcess;
  output(): string;
}

const started: ChildProcess[] = [];
test.afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  }
});

/** Starts it with a profile of its own. */
function start(args: string[], env: Record<string, string> = {}, program = command): Started {
  const all = { ...launchEnvironment(temporaryFolder("release")), ...env };
  const child = spawn(program, args, { env: all, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  return { child, output: () => printed };
}

const ready = /Keyrack ready in \d+ ms/;

test("it starts by its name, without a flag, and shows its window", async () => {
  const { child, output } = start([]);
  await expect.poll(output).toMatch(ready);
  const args = readFileSync(`/proc/${child.pid}/cmdline`, "utf8").split("\0");
  expect(args).not.toContain("--no-sandbox");
});

for (const flag of ["--inspect=0", "--inspect-brk=0", "--remote-debugging-port=0", "--remote-debugging-pipe"]) {
  test(`${flag} opens no way in`, async () => {
    const { output } = start([flag]);
    // With an inspector that breaks at the first line it would never be ready.
    await expect.poll(output).toMatch(ready);
    expect(output()).not.toMatch(/Debugger listening|DevTools listening/);
  });
}

test("SIGUSR1, by which Node opens its inspector, does not", async () => {
  // Killed by a signal, Chromium leaves its socket behind in the temporary folder, so here it gets one of its own.
  const { child, output } = start([], { TMPDIR: temporaryFolder("signal") });
  await expect.poll(output).toMatch(ready);
  const ended = new Promise<string>((done) => child.once("exit", () => done("ended")));
  child.kill("SIGUSR1");
  // The signal either ends the program, as is its way where nobody listens, or does nothing; both are right.
  const settled = await Promise.race([
    ended,
    expect
      .poll(output)
      .toMatch(/Debugger listening/)
      .then(
        () => "listening",
        () => "silent",
      ),
  ]);
  expect(settled).not.toBe("listening");
});

test("ELECTRON_RUN_AS_NODE does not make a Node of it", async () => {
  const { output } = start(["-p", "'a' + 'Node'"], { ELECTRON_RUN_AS_NODE: "1" });
  await expect.poll(output).toMatch(ready);
  expect(output()).not.toContain("aNode");
});

test("NODE_OPTIONS is not obeyed", async () => {
  const { output } = start([], { NODE_OPTIONS: "--require=/nowhere/at-all.js" });
  await expect.poll(output).toMatch(ready);
});

test("a folder of code in the place of the archive is not run", async () => {
  const copy = join(temporaryFolder("copy"), "keyrack");
  cpSync("/usr/lib/keyrack", copy, { recursive: true });
  const resources = join(copy, "resources");
  rmSync(join(resources, "app.asar"));
  mkdirSync(join(resources, "app"));
  writeFileSync(join(resources, "app", "package.json"), JSON.stringify({ name: "other", main: "main.js" }));
  writeFileSync(join(resources, "app", "main.js"), 'process.stdout.write("taken over\\n"); process.exit(0);');
  const { child, output } = start([], {}, join(copy, "keyrack"));
  // Without an archive there is nothing to run; it says so and ends.
  const code = await new Promise((done) => child.once("exit", done));
  expect(output()).not.toContain("taken over");
  expect(code).not.toBe(0);
});
