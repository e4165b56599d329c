/** The app on a bad disk: full, read-only, its files replaced by what does not belong there. It starts, says so, and loses nothing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { codeOf, generate, unwrap } from "../support/kept.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { databaseFolder } from "../support/local-workspace.ts";
import { mountObstacle, readOnlyFolder, type SmallDisk, smallDisk } from "../support/mounts.ts";
import { expectList, keyRow, makeKey, useLocalWorkspace } from "../support/walk.ts";

test.beforeEach(() => emptyKeyring());

/** What may come to lie where a file was, by name. */
const strangers: Record<string, (path: string) => void> = {
  garbage: (path) => writeFileSync(path, "\u0000{ garbage"),
  "a directory": (path) => {
    mkdirSync(path);
    writeFileSync(join(path, "inside"), "something");
  },
  "a file of 100 MB": (path) => {
    writeFileSync(path, "{");
    truncateSync(path, 100 * 1024 * 1024);
  },
};

/** Milliseconds that count as prompt, with much room for a machine that does something else meanwhile. */
const prompt = 8_000;

test("the cached list replaced by anything: the app starts promptly, shows the list, and caches it again", async ({
  launch,
}) => {
  test.setTimeout(180_000);
  let running = await launch();
  await useLocalWorkspace(running.window);
  await makeKey(running.window, "Production");
  const { profile } = running;
  const folder = join(profile, "cached-lists");
  for (const [what, put] of Object.entries(strangers)) {
    await running.close();
    const [name = ""] = readdirSync(folder);
    expect(readdirSync(folder), "one list, nothing beside it").toEqual([name]);
    expect(JSON.parse(readFileSync(join(folder, name), "utf8")).active, what).toHaveLength(1);
    rmSync(join(folder, name));
    put(join(folder, name));
    running = await launch({ profile });
    expect(await running.readyIn(), what).toBeLessThan(prompt);
    await expectList(running.window);
    await expect(keyRow(running.window, "Active Keys", "Production")).toBeVisible();
    expect((await readState(running.window)).notices, what).toEqual([]);
  }
});

test("settings of 100 MB are set aside, and the keys are where they were", async ({ launch }) => {
  const first = await launch();
  await useLocalWorkspace(first.window);
  await makeKey(first.window, "Production");
  await first.close();
  const path = join(first.profile, "settings.json");
  rmSync(path);
  strangers["a file of 100 MB"]?.(path);
  const { window, readyIn } = await launch({ profile: first.profile });
  expect(await readyIn()).toBeLessThan(prompt);
  await expect(window.getByText(/^Your settings could not be read\. They were set aside as/)).toBeVisible();
  await useLocalWorkspace(window);
  await expect(keyRow(window, "Active Keys", "Production")).toBeVisible();
});

test.describe("a disk of its own", () => {
  test.skip(mountObstacle !== null, mountObstacle ?? "");
  let disk: SmallDisk;
  test.beforeEach(() => {
    // What Chromium keeps for itself needs some of it.
    disk = smallDisk(48);
  });
  test.afterEach(() => disk.remove());

  test("full: settings and keys say so, nothing is half made, and it goes on as soon as there is room", async ({
    launch,
  }) => {
    const profile = join(disk.folder, "profile");
    const running = await launch({ profile });
    const { window } = running;
    await useLocalWorkspace(window);
    await makeKey(window, "Before");
    const bridge = await bridgeOf(window);
    const choose = (appearance: "light" | "dark") =>
      bridge.evaluate((keyrack, value) => keyrack.app.setAppearance({ appearance: value }), appearance);
    unwrap(await choose("light"));

    disk.fill();
    expect(await choose("dark")).toMatchObject({
      ok: false,
      failure: { code: "settings-not-saved", message: expect.stringContaining("the disk is full") },
    });
    const settings = () => JSON.parse(readFileSync(join(profile, "settings.json"), "utf8")) as { appearance: string };
    expect(settings().appearance, "the old file is whole").toBe("light");
    // What SQLite has made room for already may take one or two more.
    const made = ["Before"];
    await expect
      .poll(async () => {
        const name = `While full ${made.length}`;
        const answer = await bridge.evaluate((keyrack, input) => keyrack.keys.generate(input), { name });
        if (!answer.ok) return answer.failure.code;
        made.push(name);
        unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.dismissNew({ keyId }), answer.value.id));
        return "made";
      })
      .toBe("server-error");
    const names = async () => (await readState(window)).keys.active.map(({ name }) => name).sort();
    expect(await names()).toEqual([...made].sort());

    disk.free();
    expect(codeOf(await choose("dark"))).toBe("ok");
    await generate(window, "After");
    made.push("After");
    expect(await names()).toEqual([...made].sort());
    await running.close();
    expect(settings().appearance).toBe("dark");

    const again = await launch({ profile });
    await expectList(again.window);
    expect((await readState(again.window)).keys.active.map(({ name }) => name).sort()).toEqual([...made].sort());
    expect(readdirSync(databaseFolder(profile)).filter((name) => name.includes("damaged"))).toEqual([]);
    await again.close();
  });
});

test("a read-only profile: it starts all the same and says what that means", async ({ launch }) => {
  test.skip(mountObstacle !== null, mountObstacle ?? "");
  const profile = temporaryFolder("profile");
  const first = await launch({ profile });
  await useLocalWorkspace(first.window);
  await makeKey(first.window, "Production");
  await first.close();
  const settings = readFileSync(join(profile, "settings.json"), "utf8");

  const release = readOnlyFolder(profile);
  try {
    const running = await launch({ profile });
    const { window } = running;
    await expect(window.getByText(/^Keyrack cannot write to its folder, .*: the disk is read-only/)).toBeVisible();
    // The list of last time can be looked at; the service needs a disk it can write to, and says so.
    await expect(keyRow(window, "Active Keys", "Production")).toBeVisible();
    await expect(window.getByText(/its folder cannot be written/)).toBeVisible();
    const answer = await (await bridgeOf(window)).evaluate((keyrack) =>
      keyrack.app.setAppearance({ appearance: "dark" }),
    );
    expect(answer).toMatchObject({ failure: { message: expect.stringContaining("the disk is read-only") } });
    await running.close();
  } finally {
    release();
  }
  expect(readFileSync(join(profile, "settings.json"), "utf8")).toBe(settings);
  expect(existsSync(join(profile, "settings.json.tmp"))).toBe(false);
  const again = await launch({ profile });
  await expectList(again.window);
  await expect(again.window.getByText(/cannot write to its folder/)).toBeHidden();
});
