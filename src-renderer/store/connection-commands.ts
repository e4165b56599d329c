/** What can be done with connections: another one on screen, a new one, and the end of one. */
import type { Connection } from "../../src-preload/contract/connection.ts";
import { openLocalWorkspace, signOut } from "./actions.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { activeConnection, detailText } from "./connection-status.ts";
import { keptCount } from "./kept.ts";
import { connectionKey } from "./platform.ts";
import { ofConnection } from "./shortcuts.ts";
import { switchTo } from "./switch-connection.ts";
import { openDialog, say } from "./ui-store.ts";

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
