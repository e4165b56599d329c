/** Using a key in the real app: snippets, the copy with the key, the test of a key, a `.env` file in a real repository, the export. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseDotenv } from "dotenv";
import { KeyListFile } from "../../src-main/export/key-list-json.ts";
import { temporaryFolder } from "../support/app.ts";
import { readClipboard } from "../support/clipboard.ts";
import { type DirectAdmin, signInDirectly } from "../support/direct-admin.ts";
import { test } from "../support/e2e.ts";
import { answerFileDialogs } from "../support/file-dialogs.ts";
import { keptInKeyring } from "../support/kept.ts";
import { sharedRemoteApp } from "../support/remote-app.ts";
import { makeSnippetTools, type SnippetTools } from "../support/snippet-tools.ts";
import { problem } from "../support/unreliable-server.ts";
import { keyRow, makeKey } from "../support/walk.ts";

// Without live events a revocation elsewhere is not heard before the key is tested.
const running = sharedRemoteApp({ without: ["events"] });
const name = "Label Printer";
const variable = "LABEL_PRINTER_API_KEY";

let tools: SnippetTools;
let admin: DirectAdmin;
let value: string;
let dialog: Locator;

test.beforeAll(async () => {
  tools = makeSnippetTools();
  const { service, window } = running();
  admin = await signInDirectly({ origin: service.origin, adminEmail: service.email, adminPassword: service.password });
  value = await makeKey(window, name);
  await expect.poll(() => keptInKeyring()).toContain(value);
});
test.afterAll(() => tools?.remove());

/** Opens "Use it" from the key's row. */
async function openUse(key = name): Promise<void> {
  const { window } = running();
  await keyRow(window, "Active Keys", key).focus();
  await window.keyboard.press("u");
  dialog = window.getByRole("dialog", { name: `Use “${key}”` });
  await expect(dialog).toBeVisible();
}

async function close(): Promise<void> {
  await running().window.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

const button = (label: string | RegExp) => dialog.getByRole("button", { name: label, exact: true });
const tab = (label: string) => dialog.getByRole("tab", { name: label, exact: true });
const panel = (label: string) => dialog.getByRole("tabpanel", { name: label, exact: true });
const shell = (command: string, variables: Record<string, string> = {}) => tools.run("sh", ["-c", command], variables);

async function chooseFile(path: string): Promise<void> {
  await answerFileDialogs(running().app, path);
  await button("Choose file…").click();
  await expect(dialog.getByText(path, { exact: true }).first()).toBeVisible();
}

test("ready-made usage holds a variable; the copy with the key is a step of its own, and both work", async () => {
  await openUse();
  await dialog.getByRole("combobox", { name: "Warehouse" }).click();
  await running()
    .window.getByRole("option", { name: /Leipzig/ })
    .click();
  await expect(panel("curl").locator("pre")).toContainText("X-Warehouse-Id: wh_leipzig");
  for (const one of [".env", "Shell", "JavaScript", "Python", "GitHub Actions", "Docker Compose", "curl"]) {
    await tab(one).click();
    await expect(panel(one).locator("pre")).toContainText(variable);
    expect(await panel(one).locator("pre").innerText(), one).not.toContain(value);
  }

  await button("Copy snippet").click();
  await expect(button("Copied snippet")).toBeVisible();
  const snippet = await readClipboard();
  expect(snippet).toContain(`ApiKey $${variable}`);
  expect(snippet).not.toContain(value);
  expect((await shell(snippet, { [variable]: value })).stdout).toMatch(/Leipzig[\s\S]*\n200\n$/);
  expect((await shell(snippet)).stdout).toMatch(/\n401\n$/);

  await button("Copy with the key").click();
  await expect(panel("curl").getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  const command = await readClipboard();
  expect(command).toContain(value);
  expect((await shell(command)).stdout).toMatch(/Leipzig[\s\S]*\n200\n$/);

  await tab(".env").click();
  await button("Copy with the key").click();
  await expect.poll(() => readClipboard()).toBe(`${variable}=${value}`);
  await tab("Shell").click();
  await button("Copy with the key").click();
  await expect.poll(() => readClipboard()).toBe(`export ${variable}=${value}`);
  expect((await shell(`${await readClipboard()}\n${snippet}`)).stdout).toMatch(/\n200\n$/);

  // A name that no shell takes is refused where it is typed, with one that would do.
  await dialog.getByLabel("Variable").fill("2nd printer");
  await expect(dialog.getByText("no shell takes another name")).toBeVisible();
  await button("Use _2ND_PRINTER").click();
  await expect(panel("Shell").locator("pre")).toContainText("export _2ND_PRINTER=");
  await close();
});

test.describe("in a repository", () => {
  let root: string;
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { encoding: "utf8" });
  const before = `# the printer\r\nPORT=8080\r\nexport ${variable}='old' # by hand\r\nNAME="a b"\r\n`;

  test.beforeAll(() => {
    root = temporaryFolder("repository");
    execFileSync("git", ["init", "-q", root]);
    // Whatever the person who runs the tests has git ignore everywhere.
    git("config", "core.excludesFile", "/dev/null");
  });

  test("git is asked, the line goes into .gitignore, the value into the file, and the way back is there", async () => {
    const file = join(root, ".env");
    writeFileSync(file, before, { mode: 0o640 });
    chmodSync(file, 0o640);
    await openUse();
    await chooseFile(file);
    await expect(dialog.getByText(`Replaces the value of ${variable}`)).toBeVisible();
    await expect(dialog.getByText("git does not ignore this file")).toBeVisible();
    await button("Add to .gitignore").click();
    await expect(dialog.getByText("git ignores the file.")).toBeVisible();
    expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("/.env\n");
    expect(readFileSync(file, "utf8"), "nothing is written before it is asked for").toBe(before);

    await button("Write").click();
    await expect(dialog.getByText(`Replaced the value of ${variable}.`)).toBeVisible();
    const written = readFileSync(file, "utf8");
    expect(written).toBe(before.replace("'old'", `'${value}'`));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(git("status", "--porcelain", "--untracked-files=all")).toBe("?? .gitignore\n");
    expect(readdirSync(root).sort(), "no draft is left").toEqual([".env", ".git", ".gitignore"]);

    // What a program reads from it works.
    const { origin } = running().service;
    const authorization = `ApiKey ${parseDotenv(written)[variable]}`;
    const answer = await fetch(`${origin}/api/v1/inbound`, {
      headers: { authorization, "x-warehouse-id": "wh_rotterdam" },
    });
    expect(answer.status).toBe(200);

    // The way back is the window's, not the dialog's.
    await close();
    await openUse();
    await button(/^Undo: /).click();
    await expect(button(/^Undo: /)).toHaveCount(0);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await close();
  });

  test("a new file; once another program has changed it, Undo leaves it alone and says so", async () => {
    const file = join(root, "new.env");
    await openUse();
    await answerFileDialogs(running().app, file);
    await button("New file…").click();
    await expect(dialog.getByText(`Makes the file with ${variable} in it`)).toBeVisible();
    await button("Write").click();
    await expect(dialog.getByText(`Made the file with ${variable} in it.`)).toBeVisible();
    expect(readFileSync(file, "utf8")).toBe(`${variable}=${value}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, "OTHER=1\n");
    await button(/^Undo: /).click();
    await expect(
      dialog.getByRole("alert").filter({ hasText: "another program has changed it meanwhile" }),
    ).toBeVisible();
    expect(readFileSync(file, "utf8")).toBe("OTHER=1\n");
    await close();
  });

  test("what cannot take a key is left as it was, with the reason", async () => {
    await openUse();
    const refused = async (path: string, reason: string | RegExp) => {
      await chooseFile(path);
      await expect(dialog.getByText(reason)).toBeVisible();
      await expect(button("Write")).toHaveAttribute("aria-disabled", "true");
      await button("Cancel").click();
      await expect(button("Write")).toHaveCount(0);
    };
    const put = (one: string, bytes: string | Buffer) => {
      writeFileSync(join(root, one), bytes);
      return join(root, one);
    };

    const tracked = put("tracked.env", "A=1\n");
    git("add", "--force", "tracked.env");
    await refused(tracked, "git tracks it");
    const binary = put("binary.env", Buffer.from([0x41, 0x3d, 0, 0xff]));
    await refused(binary, "it is not a text file");
    const large = put("large.env", Buffer.alloc(50 * 1024 * 1024, "A=1\n"));
    await refused(large, "larger than 1 MB");
    const guarded = put("guarded.env", "A=1\n");
    chmodSync(guarded, 0o444);
    await refused(guarded, "it is write-protected");
    mkdirSync(join(root, "folder.env"));
    await refused(join(root, "folder.env"), "it is a folder");
    await refused(join(root, "gone", ".env"), "its folder is not there any more");

    // What was fine when it was looked at is looked at again when it is written.
    const late = put("late.env", "A=1\n");
    await chooseFile(late);
    await expect(dialog.getByText(`Adds ${variable} at the end`)).toBeVisible();
    git("add", "--force", "late.env");
    await button("Write").click();
    await expect(dialog.getByRole("alert").filter({ hasText: "git tracks it" }).first()).toBeVisible();

    for (const one of [tracked, guarded, late]) expect(readFileSync(one, "utf8")).toBe("A=1\n");
    expect(readFileSync(binary)).toEqual(Buffer.from([0x41, 0x3d, 0, 0xff]));
    expect(statSync(large).size).toBe(50 * 1024 * 1024);
    expect(readdirSync(join(root, "folder.env"))).toEqual([]);
    await answerFileDialogs(running().app, null);
    await button("Cancel").click();
    await button("Choose file…").click();
    await expect(button("Write")).toHaveCount(0);
    await close();
  });
});

test("the list as JSON and as CSV: all of it, and no value", async () => {
  const { app, window } = running();
  const folder = temporaryFolder("export");
  const formula = await makeKey(window, "=1+1");
  const old = (await admin.truth()).active.find((key) => key.name === "Second");
  await admin.revoke(old?.id ?? "", "Not used");
  await window.getByRole("button", { name: "Export the list" }).click();
  await answerFileDialogs(app, join(folder, "keys.json"));
  await window.getByRole("menuitem", { name: "Export as JSON…" }).click();
  await expect(
    window.getByRole("status").filter({ hasText: `Exported to ${join(folder, "keys.json")}` }),
  ).toBeVisible();
  await answerFileDialogs(app, join(folder, "keys.csv"));
  await window.getByRole("button", { name: "Export the list" }).click();
  await window.getByRole("menuitem", { name: "Export as CSV…" }).click();
  await expect(window.getByRole("status").filter({ hasText: `Exported to ${join(folder, "keys.csv")}` })).toBeVisible();

  const texts = ["keys.json", "keys.csv"].map((one) => readFileSync(join(folder, one), "utf8"));
  const [json = "", csv = ""] = texts;
  const file = KeyListFile.parse(JSON.parse(json));
  expect(file.complete).toBe(true);
  expect(file.keys.map((key) => key.name).sort()).toEqual(["=1+1", "First", name, "Second"].sort());
  const rows = parseCsv(csv, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map((row) => row.name).sort()).toEqual(["'=1+1", "First", name, "Second"].sort());
  expect(rows.map((row) => row.id)).toEqual(file.keys.map(({ id }) => id));
  for (const text of texts) for (const secret of [value, formula]) expect(text).not.toContain(secret);
  for (const one of ["keys.json", "keys.csv"]) expect(statSync(join(folder, one)).mode & 0o777).toBe(0o600);

  // A folder that has gone, and a dialog called off.
  const nowhere = join(folder, "gone", "keys.csv");
  await answerFileDialogs(app, nowhere);
  await window.getByRole("button", { name: "Export the list" }).click();
  await window.getByRole("menuitem", { name: "Export as CSV…" }).click();
  await expect(window.getByRole("status").filter({ hasText: "that folder is not there any more" })).toBeVisible();
  expect(existsSync(nowhere)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(["keys.csv", "keys.json"]);
});

test("Test this key says what each answer means: good, no such warehouse, revoked while it ran, revoked", async () => {
  const { window, server } = running();
  const results = () => dialog.getByRole("list", { name: "What came of it" }).getByRole("listitem");
  await openUse();
  await button("Test this key").click();
  await expect(results()).toHaveText([
    /^GET \/keys\/self200\d[\d.]* m?sThe key is good: 127\.0\.0\.1:\d+ knows it\.$/,
    /^GET \/inbound200\d[\d.]* m?sThe key may read this warehouse’s shipments\.$/,
  ]);

  // The server's administrator has closed the warehouse since the window heard of it.
  server.fault(({ path }) => (path.endsWith("/inbound") ? problem(404, "unknown-warehouse") : null));
  await button("Test this key").click();
  await expect(results().nth(1)).toHaveText(/^GET \/inbound404.*There is no such warehouse any more\./);

  // The first call is answered as for a good key, and the key is revoked before the second.
  server.fault(({ path }) => (path.endsWith("/inbound") ? problem(401, "invalid-key") : null));
  await button("Test this key").click();
  await expect(results().nth(1)).toHaveText(/^GET \/inbound401.*it was revoked while the test ran\.$/);
  server.fault(null);

  const { id } = (await admin.truth()).active.find((key) => key.name === name) ?? { id: "" };
  await admin.revoke(id, "Moved");
  await button("Test this key").click();
  await expect(results()).toHaveText([/^GET \/keys\/self401.*refuses the key: it was revoked/]);
  // The test has the list read again, and what stands in the dialog stays.
  await expect(dialog.getByText("This key is revoked by now.")).toBeVisible();
  await expect(results()).toHaveCount(1);
  await close();
  await expect(keyRow(window, "Revoked Keys", name)).toBeVisible();
  await expect.poll(() => keptInKeyring()).not.toContain(value);
});
