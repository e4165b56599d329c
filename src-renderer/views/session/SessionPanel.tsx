/** The panel above a list that is still on screen although its session is not: says so, and signs in on the spot. */
import { useRef } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import type { SessionState } from "../../../src-preload/contract/session.ts";
import { restoreSession } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { placeOnShow } from "../../store/focus-when-drawn.ts";
import { newerKind } from "../../store/server-kind.ts";
import { useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { asOfText } from "../../ui/times.ts";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { useNow } from "../../ui/use-now.ts";
import { ConnectionSignIn, useKnownKind } from "./ConnectionSignIn.tsx";
import { OpenLocal } from "./SessionGate.tsx";
import styles from "./SessionPanel.module.css";

/** Dialogs over which SignInAgain asks: one place to sign in is enough. */
const asking = ["generate", "rename", "revoke", "rotate", "cancel-rotation"];

/** Nothing while signed in. */
export function SessionPanel() {
  const session = useApp((app) => app.session);
  const connection = useApp(activeConnection);
  const askedElsewhere = useUi((ui) => ui.dialog !== null && asking.includes(ui.dialog.kind));
  if (session.status === "signed-out" && session.reason === "ended" && askedElsewhere) return null;
  if (connection === undefined || (session.status !== "signed-out" && session.status !== "locked")) return null;
  return <Panel session={session} connection={connection} />;
}

interface PanelProps {
  session: Extract<SessionState, { status: "signed-out" | "locked" }>;
  connection: Connection;
}

function Panel({ session, connection }: PanelProps) {
  const asOf = useApp((app) => app.keys.asOf);
  const now = useNow();
  const task = useTask();
  const panel = useRef<HTMLElement>(null);
  // Signed in, the panel goes with the form that had the focus.
  useFocusHeir(panel, placeOnShow);

  const locked = session.status === "locked";
  const local = connection.kind === "local";
  const known = useKnownKind(connection);
  const why = locked ? session.failure.message : signedOutText(session.reason);

  return (
    <section ref={panel} className={styles.panel} aria-label="Sign in">
      <div className={styles.head}>
        <p className={styles.text}>
          <strong>{known ? why : newerKind}</strong>
          {asOf !== null && ` This is the list as of ${asOfText(asOf, now)}.`}
        </p>
        <div className={styles.actions}>
          {locked && known && (
            <Button busy={task.pending} onClick={() => void task.run(restoreSession)}>
              Try again
            </Button>
          )}
          {local && <OpenLocal />}
        </div>
      </div>
      {!local && known && <ConnectionSignIn connection={connection} inline />}
    </section>
  );
}

function signedOutText(reason: "not-yet" | "by-choice" | "ended"): string {
  return reason === "ended"
    ? "Your session has ended. Sign in to go on; nothing was lost."
    : "You are signed out; sign in to go on.";
}
