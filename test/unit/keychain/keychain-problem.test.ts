/** What keytar's error texts mean; each was seen on a real system or stands in that system's tables. */
import { describe, expect, it } from "vitest";
import { type KeychainProblem, keychainProblem } from "../../../src-main/keychain/keychain-problem.ts";

const login = "/org/freedesktop/secrets/collection/login";
const texts: [platform: NodeJS.Platform, problem: KeychainProblem, text: string][] = [
  ["linux", "locked", `Object does not exist at path “${login}”`],
  ["linux", "locked", `Le chemin « ${login} » ne contient pas d’objet`],
  ["linux", "locked", "No such object path '/org/freedesktop/secrets/aliases/default'"],
  ["linux", "locked", `No such interface “org.freedesktop.Secret.Collection” on object at path ${login}`],
  ["linux", "locked", "Cannot create an item in a locked collection"],
  ["linux", "locked", "Timeout was reached"],
  ["linux", "denied", "The unlock prompt was dismissed"],
  ["linux", "unavailable", "Cannot autolaunch D-Bus without X11 $DISPLAY"],
  ["linux", "unavailable", "Could not connect: No such file or directory"],
  ["linux", "unavailable", "Could not connect: Permission denied"],
  ["linux", "unavailable", "The name org.freedesktop.secrets was not provided by any .service files"],
  ["linux", "unavailable", "Process org.freedesktop.secrets exited with status 1"],
  ["linux", "unavailable", "Failed to execute child process “dbus-launch” (No such file or directory)"],
  ["linux", "unavailable", 'Failed to load keytar native addon, checked ["../build/Release"] on linux-x64'],
  ["linux", "unavailable", "The keychain process ended."],
  ["linux", "unavailable", ""],
  // https://developer.apple.com/documentation/security/security-framework-result-codes
  ["darwin", "denied", "User canceled the operation."],
  ["darwin", "denied", "The user name or passphrase you entered is not correct."],
  ["darwin", "denied", "Write permissions error."],
  ["darwin", "denied", "Der Vorgang wurde vom Benutzer abgebrochen."],
  ["darwin", "locked", "User interaction is not allowed."],
  ["darwin", "unavailable", "No keychain is available. You may need to restart your computer."],
  ["darwin", "unavailable", "A default keychain could not be found."],
  ["darwin", "unavailable", "The specified keychain could not be found."],
  // https://learn.microsoft.com/windows/win32/api/wincred/nf-wincred-credreadw
  ["win32", "unavailable", "A specified logon session does not exist. It may already have been terminated.\r\n"],
  ["win32", "denied", "Access is denied.\r\n"],
  ["win32", "unavailable", "The stub received bad data.\r\n"],
];

describe("an error of the keychain", () => {
  it.each(texts)("%s, %s: %s", (platform, problem, text) => {
    expect(keychainProblem(text, platform)).toBe(problem);
  });
});
