/** Start at login: a desktop entry on Linux, the system's own login items elsewhere. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { app } from "electron";

/** The flag of a start at login: no window is made until somebody asks for one. */
const hiddenFlag = "--hidden";

/** Where Linux desktops look (https://specifications.freedesktop.org/autostart-spec). */
export function autostartFile(environment: NodeJS.ProcessEnv = process.env): string {
  const configured = environment.XDG_CONFIG_HOME;
  const folder = configured?.startsWith("/") ? configured : join(environment.HOME ?? homedir(), ".config");
  return join(folder, "autostart", "keyrack.desktop");
}

/** The desktop entry's text. `command`: executable and arguments. */
export function desktopEntry(command: readonly string[]): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Keyrack",
    "Comment=API keys, one click away",
    `Exec=${command.map(quoted).join(" ")}`,
    // Where Keyrack has been removed since, the entry is passed over; it lies in the person's own folder, which no package touches.
    ...(command[0] ? [`TryExec=${escaped(command[0])}`] : []),
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** An argument of an Exec line (https://specifications.freedesktop.org/desktop-entry-spec, "The Exec key"). */
function quoted(argument: string): string {
  if (/^[\w@+=:,./-]+$/.test(argument)) return argument;
  return `"${argument
    .replaceAll(/["`$\\]/g, "\\$&")
    .replaceAll("\\", "\\\\")
    .replaceAll("%", "%%")}"`;
}

/** A value of the type string: spaces at its ends and line breaks do not occur in a program's path. */
const escaped = (path: string) => path.replaceAll("\\", "\\\\");

/** What starts this Keyrack again: an AppImage runs from a place that is another one every time. */
function ownCommand(): string[] {
  if (!app.isPackaged) return [process.execPath, app.getAppPath()];
  return [process.env.APPIMAGE ?? process.execPath];
}

/** Switches it on or off. */
export async function setStartAtLogin(on: boolean): Promise<void> {
  if (process.platform !== "linux") {
    app.setLoginItemSettings({ openAtLogin: on, args: [hiddenFlag] });
    return;
  }
  const file = autostartFile();
  if (!on) return rm(file, { force: true });
  const entry = desktopEntry([...ownCommand(), hiddenFlag]);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, entry, { mode: 0o644 });
}
