/** `.env` files in real repositories: what git tracks is refused, what it does not ignore is said, and `.gitignore` gets the line. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createEnvFiles } from "../../../src-main/env-file/env-files.ts";
import { gitStanding } from "../../../src-main/env-file/git.ts";
import { ignoreLine } from "../../../src-main/env-file/git-ignore.ts";
import { isRoot, key, makeFolder, removeFolder, snapshot } from "./folder.ts";

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let root: string;
const files = createEnvFiles();
const at = (name: string) => join(root, name);

function git(...args: string[]): string {
  return execFileSync("git", ["-C", root, "-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function put(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

/** What `git add --all` would take along. */
const wouldAdd = () =>
  git("status", "--porcelain", "-z", "--untracked-files=all")
    .split("\0")
    .map((row) => row.slice(3));

beforeEach(() => {
  folder = makeFolder();
  root = join(folder, "repository");
  mkdirSync(root);
  // Neither the settings of whoever runs the tests nor a repository around them.
  vi.stubEnv("HOME", folder);
  vi.stubEnv("XDG_CONFIG_HOME", join(folder, "config"));
  execFileSync("git", ["init", "-q", root]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeFolder(folder);
});

describe("where a file stands", () => {
  test("outside of any repository", async () => {
    expect(await gitStanding(join(folder, ".env"))).toEqual({ status: "none" });
  });
  test("not ignored, whether it is there or not, in a folder below too", async () => {
    expect(await gitStanding(at(".env"))).toEqual({ status: "not-ignored", root });
    put("services/web/.env", "A=1\n");
    expect(await gitStanding(at("services/web/.env"))).toEqual({ status: "not-ignored", root });
  });
  test("ignored by .gitignore, by the repository's own list and by the user's", async () => {
    put(".gitignore", ".env\n!keep/.env\n");
    put("keep/other", "");
    expect(await gitStanding(at(".env"))).toEqual({ status: "ignored", root });
    expect(await gitStanding(at("keep/.env"))).toEqual({ status: "not-ignored", root });
    writeFileSync(at(".git/info/exclude"), "*.secret\n");
    expect(await gitStanding(at("a.secret"))).toMatchObject({ status: "ignored" });
    mkdirSync(join(folder, "config/git"), { recursive: true });
    writeFileSync(join(folder, "config/git/ignore"), "*.mine\n");
    expect(await gitStanding(at("a.mine"))).toMatchObject({ status: "ignored" });
  });
  test("tracked, also when it is only staged, and when it is ignored as well", async () => {
    put(".env", "A=1\n");
    put(".gitignore", ".env\n");
    git("add", "--force", ".env");
    expect(await gitStanding(at(".env"))).toEqual({ status: "tracked", root });
    git("commit", "-qm", "x");
    expect(await gitStanding(at(".env"))).toEqual({ status: "tracked", root });
    git("rm", "-q", "--cached", ".env");
    expect(await gitStanding(at(".env"))).toEqual({ status: "ignored", root });
  });
  test.each([":weird", ":(top).env", "-q", "*.env", "[a].env", "a b", "ключ", "#x", "!x", "back\\slash"])(
    "a file named %j is itself and nothing else",
    async (name) => {
      put("a.env", "");
      put("q", "");
      git("add", ".");
      expect(await gitStanding(at(name))).toEqual({ status: "not-ignored", root });
      put(name, "");
      git("--literal-pathspecs", "add", "--", name);
      expect(await gitStanding(at(name))).toEqual({ status: "tracked", root });
    },
  );
  test("variables of a hook that point to another repository are not listened to", async () => {
    vi.stubEnv("GIT_DIR", join(folder, "elsewhere"));
    vi.stubEnv("GIT_WORK_TREE", "/");
    expect(await gitStanding(at(".env"))).toEqual({ status: "not-ignored", root });
  });
  test("inside .git itself, or beside a .git that is none", async () => {
    expect(await gitStanding(at(".git/.env"))).toEqual({ status: "none" });
    mkdirSync(join(folder, "odd/.git"), { recursive: true });
    expect(await gitStanding(join(folder, "odd/.env"))).toEqual({ status: "none" });
  });
  test("in a work tree of its own, whose .git is a file", async () => {
    git("commit", "-q", "--allow-empty", "-m", "x");
    const second = join(folder, "second");
    git("worktree", "add", "-q", second);
    expect(await gitStanding(join(second, ".env"))).toEqual({ status: "not-ignored", root: second });
  });
  test("a program that the repository names is not started", async () => {
    const witness = join(folder, "ran");
    put("monitor", `#!/bin/sh\ntouch '${witness}'\n`);
    chmodSync(at("monitor"), 0o755);
    git("config", "core.fsmonitor", at("monitor"));
    await gitStanding(at(".env"));
    expect(existsSync(witness)).toBe(false);
    git("status");
    expect(existsSync(witness)).toBe(true);
  });
  test("without git it is not known, unless there is no repository anyway", async () => {
    vi.stubEnv("PATH", join(folder, "nothing"));
    expect(await gitStanding(at(".env"))).toEqual({ status: "unknown", why: "not-installed" });
    expect(await gitStanding(join(folder, ".env"))).toEqual({ status: "none" });
  });
  test.skipIf(!isRoot)("in a repository of somebody else git does not look, and that is said", async () => {
    execFileSync("chown", ["-R", "1234", root]);
    expect(await gitStanding(at(".env"))).toEqual({ status: "unknown", why: "distrusted" });
  });
  test("where git breaks off it is not known", async () => {
    writeFileSync(at(".git/index"), "no index");
    expect(await gitStanding(at(".env"))).toEqual({ status: "unknown", why: "failed" });
    writeFileSync(at(".git/config"), "[no config");
    expect(await gitStanding(at(".env"))).toEqual({ status: "unknown", why: "failed" });
  });
});

describe("writing", () => {
  const write = (path: string) => files.write({ path, name: "API_KEY", value: key });

  test("a tracked file is refused and stays, also behind a link from outside", async () => {
    put(".env", "A=1\n");
    git("add", ".env");
    symlinkSync(at(".env"), join(folder, "link"));
    const before = snapshot(folder);
    for (const path of [at(".env"), join(folder, "link")]) {
      expect(await files.inspect(path, "API_KEY")).toEqual({ ok: false, reason: "tracked" });
      expect(await write(path)).toEqual({ ok: false, reason: "tracked" });
    }
    expect(snapshot(folder)).toEqual(before);
  });
  test("one that is not ignored is written, and the answer says so", async () => {
    expect(await files.inspect(at(".env"), "API_KEY")).toMatchObject({
      value: { git: { status: "not-ignored", root } },
    });
    expect(await write(at(".env"))).toMatchObject({ value: { git: { status: "not-ignored", root } } });
    expect(wouldAdd()).toContain(".env");
  });
  test("without git it is written, and the answer says that nobody knows", async () => {
    vi.stubEnv("PATH", join(folder, "nothing"));
    expect(await write(at(".env"))).toMatchObject({ value: { git: { status: "unknown", why: "not-installed" } } });
  });
});

describe("adding to .gitignore", () => {
  const ignore = (name: string) => files.ignore(at(name));

  test("makes one at the root where there is none", async () => {
    put("services/web/.env", "A=1\n");
    expect(await ignore("services/web/.env")).toEqual({
      ok: true,
      value: { file: at(".gitignore"), line: "/services/web/.env" },
    });
    expect(readFileSync(at(".gitignore"), "utf8")).toBe("/services/web/.env\n");
    expect(statSync(at(".gitignore")).mode & 0o777).toBe(0o644);
    expect(wouldAdd()).not.toContain("services/web/.env");
  });
  test("prefers the one beside the file", async () => {
    put("services/web/.gitignore", "dist");
    put("services/web/.env", "A=1\n");
    expect(await ignore("services/web/.env")).toMatchObject({
      value: { file: at("services/web/.gitignore"), line: "/.env" },
    });
    expect(readFileSync(at("services/web/.gitignore"), "utf8")).toBe("dist\n/.env\n");
    expect(existsSync(at(".gitignore"))).toBe(false);
  });
  test("keeps what is in it, its line ends and its permissions", async () => {
    put(".gitignore", "\uFEFF# build\r\ndist\r\n\r\n!dist/keep");
    chmodSync(at(".gitignore"), 0o664);
    expect(await ignore(".env")).toMatchObject({ ok: true });
    expect(readFileSync(at(".gitignore"), "utf8")).toBe("\uFEFF# build\r\ndist\r\n\r\n!dist/keep\r\n/.env\r\n");
    expect(statSync(at(".gitignore")).mode & 0o777).toBe(0o664);
    expect(await gitStanding(at(".env"))).toMatchObject({ status: "ignored" });
  });
  test("goes beside the file when a rule in between takes the line back", async () => {
    put("services/.gitignore", "!.env\n");
    put("services/web/.env", "A=1\n");
    put(".gitignore", "dist\n");
    expect(await ignore("services/web/.env")).toMatchObject({
      value: { file: at("services/web/.gitignore"), line: "/.env" },
    });
    expect(readFileSync(at(".gitignore"), "utf8")).toBe("dist\n");
    expect(wouldAdd()).not.toContain("services/web/.env");
  });
  test("works for a .env that is not there yet", async () => {
    expect(await ignore(".env")).toMatchObject({ ok: true });
    put(".env", "A=1\n");
    expect(wouldAdd()).toEqual([".gitignore", ""]);
  });
  test("is refused where it makes no sense, and changes nothing", async () => {
    put(".env", "A=1\n");
    git("add", ".env");
    put(".gitignore", "ignored\n");
    writeFileSync(join(folder, ".env"), "");
    const before = snapshot(folder);
    expect(await ignore(".env")).toEqual({ ok: false, reason: "tracked" });
    expect(await ignore("ignored")).toEqual({ ok: false, reason: "no-work-tree" });
    expect(await files.ignore(join(folder, ".env"))).toEqual({ ok: false, reason: "no-work-tree" });
    expect(await ignore("line\nbreak")).toEqual({ ok: false, reason: "invalid-path" });
    expect(snapshot(folder)).toEqual(before);
  });
  test("a .gitignore that git does not read is left as it was", async () => {
    // Behind a link git reads none: https://git-scm.com/docs/gitignore, "Configuration".
    writeFileSync(join(folder, "list"), "dist\n");
    symlinkSync("../list", at(".gitignore"));
    const before = snapshot(folder);
    expect(await ignore(".env")).toEqual({ ok: false, reason: "still-not-ignored" });
    expect(snapshot(folder)).toEqual(before);
  });

  test("ignores exactly the file, whatever its name", () => {
    const name = fc
      .stringMatching(/^[ -.0-~é]{1,12}$/)
      .filter((text) => text !== "." && text !== ".." && !/^\.git/i.test(text));
    fc.assert(
      fc.property(name, (text) => {
        put(".gitignore", `${ignoreLine(root, at(`deep/${text}`))}\n`);
        const asked = [`deep/${text}`, `deep/${text}x`, `deep/x${text}`, text];
        const answer = execFileSync("git", ["-C", root, "check-ignore", "-z", "--stdin"], {
          input: asked.map((path) => `./${path}`).join("\0"),
          encoding: "utf8",
        });
        expect(answer).toBe(`./deep/${text}\0`);
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});

test.skipIf(!isRoot)("a .gitignore of somebody else still is theirs", async () => {
  put(".gitignore", "dist\n");
  chownSync(at(".gitignore"), 1234, 2345);
  expect(await files.ignore(at(".env"))).toMatchObject({ ok: true });
  expect(statSync(at(".gitignore"))).toMatchObject({ uid: 1234, gid: 2345 });
});
