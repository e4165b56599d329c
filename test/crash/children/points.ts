/** Kills its own process at the n-th write point of whatever runs in it, so that each point can have its turn. */

import { writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);

/** The number of the point to die at; 0 to live and print each point's name. */
const fatal = Number(process.env.KILL_AT ?? "0");
let passed = 0;

/** One point. SIGKILL comes from the kernel: nothing is flushed, closed or tidied up. */
export function point(name: string): void {
  passed += 1;
  if (fatal === 0) say(`point ${name}`);
  if (passed !== fatal) return;
  say(`killed ${name}`);
  process.kill(process.pid, "SIGKILL");
  // The signal is on its way; not one more instruction of ours shall run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Tells the test something at once; nothing is buffered that a kill could take along. */
export function say(line: string): void {
  writeSync(1, `${line}\n`);
}

type Methods = Record<string, (...args: never[]) => unknown>;

/** Puts a point before and after each of the methods. */
function surround(object: object, kind: string, names: readonly string[]): void {
  const methods = object as Methods;
  for (const name of names) {
    const real = methods[name];
    if (!real) throw new Error(`There is no ${kind}.${name} any more.`);
    methods[name] = function (this: unknown, ...args: never[]) {
      point(`before ${kind}.${name}`);
      const result = real.apply(this, args);
      if (!(result instanceof Promise)) {
        point(`after ${kind}.${name}`);
        return result;
      }
      return result.then((value: unknown) => {
        point(`after ${kind}.${name}`);
        return value;
      });
    };
  }
}

/** Half of a text is on disk when the power goes. */
function tearWrites(handle: FileHandle): void {
  const { writeFile } = handle;
  handle.writeFile = async (data) => {
    const text = String(data);
    const half = Math.floor(text.length / 2);
    await writeFile.call(handle, text.slice(0, half));
    point("in the middle of writing");
    await writeFile.call(handle, text.slice(half));
  };
}

/** Makes every change of a file, of a folder and of a database a point. To be called before the modules under test are loaded. */
export function watchWrites(): void {
  const promises = require("node:fs/promises") as typeof import("node:fs/promises") & Methods;
  const { open } = promises;
  promises.open = (async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    const what = args[1] === "r" ? "folder" : "file";
    tearWrites(handle);
    surround(handle, what, ["writeFile", "sync", "close"]);
    return handle;
  }) as typeof open & Methods[string];
  surround(promises, "fs", ["mkdir", "rm", "open", "rename", "copyFile"]);
  surround(require("node:fs"), "fs", ["mkdirSync", "renameSync", "linkSync", "chmodSync", "openSync", "fsyncSync"]);
  syncBuiltinESMExports();
}

/** Makes every statement that libsql runs a point. */
export function watchDatabase(): void {
  const Database = require("libsql") as { prototype: object & { prepare(sql: string): object } };
  const { prepare } = Database.prototype;
  surround(Database.prototype, "db", ["exec", "pragma", "close"]);
  Database.prototype.prepare = function (this: object, sql: string) {
    const statement = prepare.call(this, sql);
    surround(statement, "statement", ["run"]);
    return statement;
  };
}
