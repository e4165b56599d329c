/** What stands in for the key list when there is no session and no list to show: sign in, unlock, or try again. */
import { useRef, useState } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import type { SessionState } from "../../../src-preload/contract/session.ts";
import { openLocalWorkspace, restoreSession } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection, addressText, retryLabel } from "../../store/connection-status.ts";
import { placeOnShow } from "../../store/focus-when-drawn.ts";
import { newerKind } from "../../store/server-kind.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { Name } from "../../ui/Name.tsx";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import page from "./CentredPage.module.css";
import { ConnectionSignIn, useKnownKind } from "./ConnectionSignIn.tsx";
import styles from "./SessionGate.module.css";

/** The page in the place of the list. */
export function SessionGate() {
  const session = useApp((app) => app.session);
  const connection = useApp(activeConnection);
  const gate = useRef<HTMLDivElement>(null);
  useFocusHeir(gate, placeOnShow);
  if (connection === undefined) return null;
  return (
    <div ref={gate} className={page.page}>
      <div className={page.column}>
        <Mark size={40} />
        <Way session={session} connection={connection} />
      </div>
    </div>
  );
}

function Way({ session, connection }: { session: SessionState; connection: Connection }) {
  const known = useKnownKind(connection);
  if (!known) return <NewerKind connection={connection} />;
  switch (session.status) {
    case "unreachable":
      return <Unreachable connection={connection} failure={session.failure} />;
    case "locked":
      return <Locked connection={connection} failure={session.failure} />;
    case "signed-out":
      return <SignIn connection={connection} ended={session.reason === "ended"} />;
    default:
      return null;
  }
}

/** Neither signing in nor trying again would lead anywhere. */
function NewerKind({ connection }: { connection: Connection }) {
  return (
    <>
      <Heading connection={connection} verb="Cannot open" />
      <p className={page.text}>{newerKind}</p>
    </>
  );
}

function Heading({ connection, verb }: { connection: Connection; verb: string }) {
  return (
    <>
      <h1 className={page.title}>
        {verb} <bdi dir="auto">{connection.name}</bdi>
      </h1>
      {connection.kind === "remote" && addressText(connection) !== connection.name && (
        <Name className={page.address}>{addressText(connection)}</Name>
      )}
    </>
  );
}

function SignIn({ connection, ended }: { connection: Connection; ended: boolean }) {
  const local = connection.kind === "local";
  return (
    <>
      <Heading connection={connection} verb={local ? "Open the" : "Sign in to"} />
      {ended && <p className={page.text}>Your session has ended. Sign in to go on; nothing was lost.</p>}
      {local && <p className={page.text}>It runs on this computer and needs no password.</p>}
      <div className={page.block}>{local ? <OpenLocal /> : <ConnectionSignIn connection={connection} autoFocus />}</div>
    </>
  );
}

/** The button that stands in for a sign-in form with the Local workspace. */
export function OpenLocal() {
  const task = useTask();
  return (
    <div className={styles.stack}>
      {task.failure !== null && <Note tone="failure">{task.failure.message}</Note>}
      <Button kind="primary" busy={task.pending} onClick={() => void task.run(openLocalWorkspace)}>
        Open the Local workspace
      </Button>
    </div>
  );
}

function Locked({ connection, failure }: { connection: Connection; failure: Failure }) {
  const [anew, setAnew] = useState(false);
  const task = useTask();
  const local = connection.kind === "local";
  return (
    <>
      <h1 className={page.title}>Your session is in the keychain</h1>
      <p className={page.text}>{task.failure?.message ?? failure.message}</p>
      <div className={page.actions}>
        <Button kind="primary" busy={task.pending} onClick={() => void task.run(restoreSession)}>
          Try again
        </Button>
        {!anew && <Button onClick={() => setAnew(true)}>Sign in anew</Button>}
      </div>
      {anew && (
        <div className={styles.anew}>
          {local ? <OpenLocal /> : <ConnectionSignIn connection={connection} autoFocus />}
        </div>
      )}
    </>
  );
}

function Unreachable({ connection, failure }: { connection: Connection; failure: Failure }) {
  const task = useTask();
  return (
    <>
      <Heading connection={connection} verb={connection.kind === "local" ? "Cannot open" : "Cannot reach"} />
      <p className={page.text}>{task.failure?.message ?? failure.message}</p>
      <div className={page.actions}>
        <Button kind="primary" busy={task.pending} onClick={() => void task.run(restoreSession)}>
          {retryLabel(failure)}
        </Button>
      </div>
    </>
  );
}
