/** Start at login on Linux: where the desktop entry lies and what it says. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { autostartFile, desktopEntry, setStartAtLogin } from "../../../src-main/desktop/autostart.ts";
import { execWords } from "../../support/desktop-entry.ts";

const app = vi.hoisted(() => ({ isPackaged: false, getAppPath: () => "/opt/key rack" }));
vi.mock("electron", () => ({ app }));

describe("the file", () => {
  test.each([
    [{ HOME: "/home/ada" }, "/home/ada/.config/autostart/keyrack.desktop"],
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "/etc/ada" }, "/etc/ada/autostart/keyrack.desktop"],
    // The specification has relative paths ignored.
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "config" }, "/home/ada/.config/autostart/keyrack.desktop"],
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "" }, "/home/ada/.config/autostart/keyrack.desktop"],
  ])("with %o lies at %s", (environment, file) => {
    expect(autostartFile(environment)).toBe(file);
  });

  const folder = mkdtempSync(join(tmpdir(), "keyrack-autostart-"));
  afterEach(() => {
    vi.unstubAllEnvs();
    app.isPackaged = false;
    rmSync(folder, { recursive: true, force: true });
  });

  test.runIf(process.platform === "linux")("is written with its folder, again, and removed, again", async () => {
    vi.stubEnv("XDG_CONFIG_HOME", folder);
    const file = join(folder, "autostart", "keyrack.desktop");
    for (const _again of [1, 2]) {
      await setStartAtLogin(true);
      expect(execWords(readFileSync(file, "utf8"))).toEqual([process.execPath, "/opt/key rack", "--hidden"]);
    }
    app.isPackaged = true;
    await setStartAtLogin(true);
    expect(execWords(readFileSync(file, "utf8")), "a package needs no folder").toEqual([process.execPath, "--hidden"]);
    vi.stubEnv("APPIMAGE", "/home/ada/Keyrack.AppImage");
    await setStartAtLogin(true);
    expect(execWords(readFileSync(file, "utf8"))).toEqual(["/home/ada/Keyrack.AppImage", "--hidden"]);
    for (const _again of [1, 2]) {
      await setStartAtLogin(false);
      expect(existsSync(file)).toBe(false);
    }
  });
});

describe("the entry", () => {
  test("is passed over where the program is gone", () => {
    expect(desktopEntry(["/usr/lib/keyrack/keyrack", "--hidden"])).toContain("\nTryExec=/usr/lib/keyrack/keyrack\n");
    expect(desktopEntry(["/opt/back\\slash"])).toContain("\nTryExec=/opt/back\\\\slash\n");
  });

  test("gives every word back as it was, whatever is in it", () => {
    // No line breaks: the format has none inside a value, and no path of a program has one.
    const word = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
    const awkward = fc.stringMatching(/^[ "'`$\\%;&|<>*?#()a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(word, awkward), { minLength: 1, maxLength: 5 }), (words) => {
        expect(execWords(desktopEntry(words))).toEqual(words);
      }),
    );
  });

  test("is a desktop entry with one Exec line", () => {
    const lines = desktopEntry(["/usr/bin/keyrack", "--hidden"]).split("\n");
    expect(lines[0]).toBe("[Desktop Entry]");
    expect(lines.filter((line) => line.startsWith("Exec="))).toEqual(["Exec=/usr/bin/keyrack --hidden"]);
    expect(lines).toEqual(expect.arrayContaining(["Type=Application", "Name=Keyrack", "Terminal=false"]));
    expect(lines.at(-1)).toBe("");
  });
});
