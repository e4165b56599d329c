/** What can be done with connections: another one on screen, a new one, and the end of one. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import { openLocalWorkspace, restoreSession, signOut } from "./actions.ts";
import { currentApp } from "./app-store.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { activeConnection, addressText, detailText } from "./connection-status.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { keptCount } from "./kept.ts";
import { connectionKey } from "./platform.ts";
import { ofConnection } from "./shortcuts.ts";
import { switchTo } from "./switch-connection.ts";
import { openDialog, say, showTab } from "./ui-store.ts";

/** Said of what needs a connection where there is none. */
const noConnection = "There is no connection.";

/** A command for each connection, with its digit. */
export function switchCommands({ app }: CommandView): Command[] {
  return app.connections.map((connection, at) => {
    const digit = connectionKey(at);
    return {
      id: `connection.switch.${connection.id}`,
      title: `Switch to ${connection.name}`,
      named: () => ({ pattern: "Switch to “{}”", name: connection.name }),
      keywords: `connection server workspace change ${detailText(connection) ?? ""}`,
      group: "connection",
      ...(digit !== null && { shortcut: ofConnection(digit) }),
      when: () => (connection.id === app.activeConnectionId ? "It is on screen." : null),
      run: () => switchTo(connection.id),
    };
  });
}

/** A command for the connection on screen, named after it. */
function ofActive(
  id: string,
  {
    pattern,
    act,
    ...rest
  }: Pick<Command, "title" | "keywords"> & {
    pattern: string;
    act: (connection: Connection, view: CommandView) => void | Promise<void>;
  },
): Command {
  return {
    id: `connection.${id}`,
    ...rest,
    group: "connection",
    named({ app }) {
      const name = activeConnection(app)?.name;
      return name === undefined ? null : { pattern, name };
    },
    when: ({ app }) => (activeConnection(app) === undefined ? noConnection : null),
    async run(view) {
      const connection = activeConnection(view.app);
      if (connection !== undefined) await act(connection, view);
    },
  };
}

/** Whether somebody is signed in, or would be if the server answered. */
const isSignedIn = ({ app: { session } }: CommandView) =>
  session.status === "signed-in" || session.status === "unreachable";

const isInMemory = ({ app: { session } }: CommandView) => session.status === "signed-in" && session.keptIn === "memory";

/** Where the form is that signs in: in the panel above the list, or in the list's place. */
function goToSignIn(): void {
  showTab("api-keys");
  // The first that is still empty: whose e-mail is known goes straight to the password.
  focusWhenDrawn('main form input[value=""]', "main form input", '[role="tab"][aria-selected="true"]');
}

/** The commands that are always there, in the palette's order. */
export const connectionCommands: readonly Command[] = [
  {
    id: "connection.use-local",
    title: "Use the Local workspace",
    keywords: "connection this computer",
    group: "connection",
    listed: ({ app }) => !app.connections.some(({ kind }) => kind === "local"),
    when: ({ app }) =>
      app.connections.some(({ kind }) => kind === "local") ? "It is among the connections already." : null,
    async run() {
      const answer = await openLocalWorkspace();
      if (!answer.ok) say(answer.failure.message, "failure");
    },
  },
  {
    id: "connection.connect",
    title: "Connect to a server…",
    keywords: "connection add new sign in address",
    group: "connection",
    when: always,
    run: () => openDialog({ kind: "connect" }),
  },
  ofActive("edit", {
    title: "Edit the connection…",
    pattern: "Edit “{}”…",
    keywords: "connection rename colour address move",
    act: ({ id }) => openDialog({ kind: "edit-connection", connectionId: id }),
  }),
  {
    ...ofActive("sign-in", {
      title: "Sign in…",
      pattern: "Sign in to “{}”…",
      keywords: "connection session log on login password open",
      async act({ kind }) {
        if (kind === "remote") return goToSignIn();
        const answer = await openLocalWorkspace();
        if (!answer.ok) say(answer.failure.message, "failure");
      },
    }),
    listed: ({ app: { session } }) => session.status === "signed-out" || session.status === "locked",
    movesFocus: true,
  },
  {
    id: "connection.keep-session",
    title: "Keep the session in the keychain",
    keywords: "connection stay signed in memory try again",
    group: "connection",
    listed: isInMemory,
    when: (view) => (isInMemory(view) ? null : "It is there already."),
    async run() {
      await restoreSession();
      const session = currentApp()?.session;
      if (session?.status !== "signed-in") return;
      if (session.keptIn === "keychain") say("Kept in the system keychain", "done");
      else say("The keychain did not take it");
    },
  },
  {
    ...ofActive("sign-out", {
      title: "Sign out",
      pattern: "Sign out of “{}”",
      keywords: "connection session end log off logout",
      async act({ id }, { app }) {
        if (keptCount(app, id) > 0) return openDialog({ kind: "sign-out", connectionId: id });
        const answer = await signOut(true);
        if (answer.ok) say("Signed out", "done");
        else say(answer.failure.message, "failure");
      },
    }),
    when: (view) => (isSignedIn(view) ? null : "Nobody is signed in."),
  },
  ofActive("remove", {
    title: "Remove the connection…",
    pattern: "Remove “{}”…",
    keywords: "connection forget delete server",
    act: ({ id }) => openDialog({ kind: "remove-connection", connectionId: id }),
  }),
];

/** What can be done with the connections that are not on screen. */
export function otherConnectionCommands({ app }: CommandView): Command[] {
  const others = app.connections.filter(({ id }) => id !== app.activeConnectionId);
  return others.flatMap((connection): Command[] => {
    const { id, name } = connection;
    const rest = { detail: addressText(connection), group: "connection", onlySearched: true, when: always } as const;
    return [
      {
        ...rest,
        id: `connection.edit.${id}`,
        title: `Edit ${name}…`,
        named: () => ({ pattern: "Edit “{}”…", name }),
        keywords: "connection rename colour address move",
        run: () => openDialog({ kind: "edit-connection", connectionId: id }),
      },
      {
        ...rest,
        id: `connection.remove.${id}`,
        title: `Remove ${name}…`,
        named: () => ({ pattern: "Remove “{}”…", name }),
        keywords: "connection forget delete server",
        run: () => openDialog({ kind: "remove-connection", connectionId: id }),
      },
    ];
  });
}
