/** What can be done with the list of keys. */
import {
  dismissLostKey,
  readActivity,
  refreshKeys,
  replaceLostKey,
  restoreSession,
  showMoreRevoked,
} from "./actions.ts";
import { changeBlock, generateBlock } from "./availability.ts";
import { can } from "./capabilities.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { exportList } from "./export-list.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { keyTitle } from "./key-text.ts";
import { anywhere } from "./shortcuts.ts";
import { openDialog, openFilter, say, showActivity, showTab, useUi } from "./ui-store.ts";

/** The commands that are always there, in the palette's order. */
export const listCommands: readonly Command[] = [
  {
    id: "keys.generate",
    title: "Generate New Key…",
    keywords: "create add make api",
    group: "keys",
    shortcut: anywhere.generate,
    when: ({ app }) => generateBlock(app),
    run() {
      showTab("api-keys");
      openDialog({ kind: "generate" });
    },
  },
  {
    id: "keys.find",
    title: "Find a key",
    keywords: "filter search list",
    group: "keys",
    shortcut: anywhere.find,
    when: ({ app }) => findBlock(app),
    run({ app }) {
      // What is looked for is looked for in what is on screen.
      const inActivity = useUi.getState().place === "activity";
      const shown = inActivity ? document.getElementById("activity-filter") : null;
      if (shown !== null) {
        shown.focus();
      } else if (inActivity && (app.activity.status === "idle" || app.activity.status === "loading")) {
        say("The activity is being read.");
        focusWhenDrawn("#activity-filter", 'nav [aria-current="page"]');
      } else {
        showTab("api-keys");
        openFilter();
      }
    },
    movesFocus: true,
  },
  {
    id: "keys.refresh",
    title: "Refresh the list",
    keywords: "read again reload retry update online try",
    group: "keys",
    when: ({ app }) => readingBlock(app),
    async run({ app }) {
      const answer = await (app.session.status === "signed-in" ? refreshKeys() : restoreSession());
      if (answer.ok) say("Up to date", "done");
      else say(answer.failure.message, "failure");
    },
  },
  ...(["csv", "json"] as const).map(
    (format): Command => ({
      id: `keys.export-${format}`,
      title: `Export the list as ${format.toUpperCase()}…`,
      keywords: "download save write file spreadsheet metadata",
      group: "keys",
      when: ({ app }) => (app.keys.asOf === null ? "There is no list yet." : null),
      run: () => exportList(format),
    }),
  ),
  {
    id: "keys.more-revoked",
    title: "Show more revoked keys",
    keywords: "next page older",
    group: "keys",
    when({ app }) {
      if (!app.revoked.more) return "All of them are shown.";
      return app.revoked.readingAll ? "The rest is being read." : changeBlock(app);
    },
    async run() {
      showTab("api-keys");
      const answer = await showMoreRevoked();
      if (!answer.ok) say(answer.failure.message, "failure");
    },
  },
  {
    id: "keys.older-activity",
    title: "Show older activity",
    keywords: "more events audit log next page history",
    group: "keys",
    onlySearched: true,
    listed: ({ app }) => can(app, "audit"),
    when({ app }) {
      if (app.activity.status !== "ready") return "It is not read yet.";
      return app.activity.more ? changeBlock(app) : "All of it is shown.";
    },
    async run() {
      showActivity();
      const answer = await readActivity(true);
      if (!answer.ok) say(answer.failure.message, "failure");
    },
  },
];

function findBlock({ keys, revoked }: CommandView["app"]): string | null {
  if (keys.asOf === null) return "There is no list yet.";
  return keys.active.length + keys.retiring.length + revoked.rows.length === 0 ? "There are no keys yet." : null;
}

function readingBlock({ session, keys }: CommandView["app"]): string | null {
  if (session.status === "restoring") return "Signing in…";
  if (session.status === "signed-out" || session.status === "none") return "Sign in first.";
  return keys.status === "loading" || keys.status === "refreshing" ? "It is being read." : null;
}

/** The commands of a create whose answer never came; none without one. */
export function lostKeyCommands({ app: { lostKey } }: CommandView): Command[] {
  if (lostKey?.status !== "created") return [];
  const { id } = lostKey;
  const name = keyTitle(lostKey.apiKey);
  return [
    {
      id: "lost-key.replace",
      title: "Revoke the key without a value and generate another",
      named: () => ({ pattern: "Revoke “{}”, whose value was not received, and generate another", name }),
      keywords: "lost replace",
      group: "keys",
      when: ({ app }) => changeBlock(app),
      async run() {
        const answer = await replaceLostKey(id);
        if (!answer.ok) say(answer.failure.message, "failure");
      },
    },
    {
      id: "lost-key.dismiss",
      title: "Dismiss the note on the key without a value",
      named: () => ({ pattern: "Dismiss: the value of “{}” was not received", name }),
      keywords: "lost hide strip notice",
      group: "keys",
      when: always,
      run: async () => void (await dismissLostKey(id)),
    },
  ];
}
