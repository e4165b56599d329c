/** What can be chosen in Settings, without going there. */
import type { ClearAfter, Preferences } from "../../src-preload/contract/preferences.ts";
import { changePreferences, chooseAuthorities, forgetAuthorities } from "./actions.ts";
import { clearAfterChoices } from "./clipboard-text.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { openDialog, say } from "./ui-store.ts";

/** Those with two ways, in the words of Settings. */
type Switch = "keepNewKeys" | "closeToTray" | "startAtLogin" | "weeklyReminder";

const switches: Record<Switch, { title: string; keywords: string }> = {
  keepNewKeys: { title: "Keep new keys", keywords: "keychain quick copy store" },
  closeToTray: { title: "Close to the tray", keywords: "window background" },
  startAtLogin: { title: "Start at login", keywords: "autostart launch boot" },
  weeklyReminder: { title: "Weekly reminder", keywords: "notification attention" },
};

async function change(preferences: Partial<Preferences>, done: string): Promise<void> {
  const answer = await changePreferences(preferences);
  if (answer.ok) say(done, "done");
  else say(answer.failure.message, "failure");
}

const switchCommand = ([name, { title, keywords }]: [string, (typeof switches)[Switch]]): Command => ({
  id: `preference.${name}`,
  title,
  named: ({ app }) => ({ pattern: `Turn ${app.preferences[name as Switch] ? "off" : "on"} “{}”`, name: title }),
  keywords: `setting preference switch toggle ${keywords}`,
  group: "keyrack",
  onlySearched: true,
  when: ({ app }) =>
    name === "closeToTray" && app.desktop.tray === "absent" ? "No tray was found on this desktop." : null,
  run: ({ app }) =>
    change({ [name]: !app.preferences[name as Switch] }, `${title}: ${app.preferences[name as Switch] ? "off" : "on"}`),
});

const clearAfterCommand = ({ seconds, label }: { seconds: ClearAfter; label: string }): Command => ({
  id: `preference.clear-after.${seconds}`,
  title: seconds === 0 ? "Never clear the clipboard after a copy" : `Clear the clipboard after a copy: ${label}`,
  keywords: "setting preference time keep",
  group: "keyrack",
  onlySearched: true,
  when: ({ app }) => (app.preferences.clearAfter === seconds ? "It is chosen." : null),
  run: () => change({ clearAfter: seconds }, seconds === 0 ? "The clipboard is not cleared" : `Cleared after ${label}`),
});

/** The commands, in the palette's order. */
export const preferenceCommands: readonly Command[] = [
  ...Object.entries(switches).map(switchCommand),
  ...clearAfterChoices.map(clearAfterCommand),
  {
    id: "preference.choose-authorities",
    title: "Choose a certificate file…",
    keywords: "authority trust tls company network pem",
    group: "keyrack",
    onlySearched: true,
    when: always,
    async run() {
      const answer = await chooseAuthorities();
      if (!answer.ok) say(answer.failure.message, "failure");
    },
  },
  {
    id: "preference.forget-authorities",
    title: "Stop using the certificate file",
    keywords: "authority trust tls remove network",
    group: "keyrack",
    onlySearched: true,
    listed: hasAuthorities,
    when: (view) => (hasAuthorities(view) ? null : "None is chosen."),
    async run() {
      const answer = await forgetAuthorities();
      if (answer.ok) say("The certificate file is not used any more", "done");
      else say(answer.failure.message, "failure");
    },
  },
  {
    id: "preference.forget-all",
    title: "Forget all keys kept on this computer…",
    keywords: "keychain remove values quick copy",
    group: "keyrack",
    onlySearched: true,
    listed: ({ app }) => app.kept.length > 1,
    when: ({ app }) => (app.kept.length === 0 ? "No key is kept." : null),
    run: ({ app }) =>
      openDialog({ kind: "forget", keys: app.kept.map(({ connectionId, keyId }) => ({ connectionId, keyId })) }),
  },
];

function hasAuthorities({ app }: CommandView): boolean {
  return app.transport.authorities.file !== null;
}
