/** Programs that the scripts start: their exit codes, their output and their end. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startCompanion } from "../../scripts/desktop/companion.mjs";
import { run } from "../../scripts/run/child.mjs";
import { capture, output, succeeds } from "../../scripts/run/quiet.mjs";

const node = (script: string): [string, string[]] => [process.execPath, ["-e", script]];

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("run", () => {
  test("answers the exit code", async () => expect(await run(...node("process.exit(7)"))).toBe(7));
  test("answers a death by signal as shells do", async () => {
    expect(await run(...node("process.kill(process.pid, 'SIGKILL')"))).toBe(137);
  });
  test("rejects when there is no such program", async () => {
    await expect(run("keyrack-no-such-program", [])).rejects.toThrow("ENOENT");
  });
  test("ends what takes too long", async () => {
    expect(await run(...node("setInterval(() => {}, 1000)"), { limitMs: 200 })).toBe(143);
  });
});

describe("quiet runs", () => {
  test("keep standard output apart from all that was printed", async () => {
    const result = await capture(...node("console.log('out'); console.error('err'); process.exit(3)"));
    expect(result).toMatchObject({ code: 3, out: "out\n" });
    expect(result.text).toContain("err");
  });
  test("throw with what was printed", async () => {
    await expect(output(...node("console.error('the reason'); process.exit(3)"))).rejects.toThrow("the reason");
  });
  test("say whether a program runs and ends well", async () => {
    expect(await succeeds(...node(""))).toBe(true);
    expect(await succeeds(...node("process.exit(1)"))).toBe(false);
    expect(await succeeds("keyrack-no-such-program", [])).toBe(false);
  });
});

describe("a companion", () => {
  test("is there when it says so, and gone when stopped", async () => {
    let cleaned = 0;
    const script = "require('fs').writeSync(3, 'ready\\n'); setInterval(() => {}, 1000)";
    const companion = await startCompanion(...node(script), { readyOn: 3, cleanUp: () => cleaned++ });
    expect(companion.firstLine).toBe("ready");
    expect(isRunning(companion.pid)).toBe(true);
    await companion.stop();
    expect(isRunning(companion.pid)).toBe(false);
    expect(cleaned).toBe(1);
  });
  test("that does not start is reported with its words", async () => {
    const [command, args] = node("console.error('no room'); process.exit(1)");
    await expect(startCompanion(command, args, { readyOn: 3 })).rejects.toThrow(/it ended at once\s+no room/);
  });
  test("that is not installed is reported", async () => {
    await expect(startCompanion("keyrack-no-such-program", [], { readyOn: 3 })).rejects.toThrow(/did not start/);
  });
  test("that ignores the request to end is killed", async () => {
    const script =
      "process.on('SIGTERM', () => {}); require('fs').writeSync(3, 'ready\\n'); setInterval(() => {}, 1000)";
    const companion = await startCompanion(...node(script), { readyOn: 3 });
    // The handler is installed before the line is written, and the line has arrived.
    await sleep(50);
    await companion.stop();
    expect(isRunning(companion.pid)).toBe(false);
  }, 10_000);
});
