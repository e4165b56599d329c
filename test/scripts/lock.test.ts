/** Two commands at once take turns at a checkout, and one that was killed does not block the next. */
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exclusively } from "../../scripts/setup/lock.mjs";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyrack-lock-test-"));
  file = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const longAgo = () => utimesSync(file, new Date(0), new Date(0));

test("work is done one after the other", async () => {
  const events: string[] = [];
  const work = (name: string) =>
    exclusively(async () => {
      events.push(`${name} begins`);
      await sleep(50);
      events.push(`${name} ends`);
    }, file);
  await Promise.all([work("a"), work("b")]);
  expect(events).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

test("answers what the work answers, and is free after a failure", async () => {
  await expect(exclusively(() => Promise.reject(new Error("no")), file)).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
  await expect(exclusively(async () => 7, file)).resolves.toBe(7);
});

test("a lock that nobody has touched for long is taken over", async () => {
  writeFileSync(file, String(process.pid));
  longAgo();
  await expect(exclusively(async () => "done", file)).resolves.toBe("done");
});

test("a lock in use is waited for", async () => {
  writeFileSync(file, String(process.pid));
  let done = false;
  const waiting = exclusively(async () => {
    done = true;
  }, file);
  await sleep(600);
  expect(done).toBe(false);
  rmSync(file);
  await waiting;
  expect(done).toBe(true);
});
