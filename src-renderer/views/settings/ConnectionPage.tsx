/** The Connection tab: where the keys come from, as whom, until when; and the other servers Keyrack knows. */
import { Plus } from "lucide-react";
import { useRef } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { activateConnection, signOut } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { activeConnection, connectionStatus, detailText, initialOf } from "../../store/connection-status.ts";
import { keptCount } from "../../store/kept.ts";
import { openDialog } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Note } from "../../ui/Note.tsx";
import { StatusDot } from "../../ui/StatusDot.tsx";
import { Tile } from "../../ui/Tile.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import page from "../Page.module.css";
import { SessionPanel } from "../session/SessionPanel.tsx";
import styles from "./ConnectionPage.module.css";
import { SessionFacts } from "./SessionFacts.tsx";

/** The Connection tab. */
export function ConnectionPage() {
  const connections = useApp((app) => app.connections);
  const active = useApp(activeConnection);
  const others = connections.filter((connection) => connection.id !== active?.id);
  return (
    <div className={classNames(page.page, page.narrow)}>
      <h1 className={page.title}>Connection</h1>
      <p className={page.purpose}>The server whose keys are on screen.</p>
      <div className={styles.active}>
        <SessionPanel />
        {active !== undefined && <ActiveConnection connection={active} />}
      </div>
      {others.length > 0 && (
        <section className={page.section} aria-labelledby="other-connections">
          <h2 id="other-connections" className={page.sectionTitle}>
            Other connections
          </h2>
          <ul className={classNames(page.card, styles.others)}>
            {others.map((connection) => (
              <OtherConnection key={connection.id} connection={connection} />
            ))}
          </ul>
        </section>
      )}
      <div className={styles.add}>
        <Button
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => openDialog({ kind: "connect" })}
        >
          Connect to a server…
        </Button>
      </div>
    </div>
  );
}

function ActiveConnection({ connection }: { connection: Connection }) {
  const app = useApp((state) => state);
  const status = connectionStatus(app);
  const task = useTask();
  const kept = keptCount(app, connection.id);
  const signedIn = app.session.status === "signed-in" || app.session.status === "unreachable";
  return (
    <section className={page.card} aria-label={connection.name}>
      <div className={styles.head}>
        <Tile letter={initialOf(connection.name)} colour={connection.colour} size={36} />
        <div className={styles.who}>
          <Name className={styles.name}>{connection.name}</Name>
          <p className={styles.status}>
            <StatusDot tone={status.tone} />
            {status.text}
          </p>
        </div>
        <div className={styles.actions}>
          <Button
            kind="danger-text"
            size="small"
            onClick={() => openDialog({ kind: "remove-connection", connectionId: connection.id })}
          >
            Remove…
          </Button>
          <Button size="small" onClick={() => openDialog({ kind: "edit-connection", connectionId: connection.id })}>
            Edit…
          </Button>
          {signedIn && (
            <SignOutButton
              busy={task.pending}
              onClick={() =>
                kept > 0
                  ? openDialog({ kind: "sign-out", connectionId: connection.id })
                  : void task.run(() => signOut(true))
              }
            />
          )}
        </div>
      </div>
      {task.failure !== null && (
        <div className={styles.note}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
      <SessionFacts connection={connection} />
    </section>
  );
}

/** Goes with the session; the keyboard is then on the tab above, from where the way in is the next stop. */
function SignOutButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHeir(button, () => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'));
  return (
    <Button ref={button} size="small" busy={busy} onClick={onClick}>
      Sign out
    </Button>
  );
}

function OtherConnection({ connection }: { connection: Connection }) {
  const detail = detailText(connection);
  const task = useTask();
  return (
    <li className={styles.other}>
      <div className={styles.head}>
        <Tile letter={initialOf(connection.name)} colour={connection.colour} />
        <div className={styles.who}>
          <Name className={styles.otherName}>{connection.name}</Name>
          {detail !== null && <Name className={styles.address}>{detail}</Name>}
        </div>
        <div className={styles.actions}>
          <Button
            kind="danger-text"
            size="small"
            aria-label={`Remove ${connection.name}…`}
            onClick={() => openDialog({ kind: "remove-connection", connectionId: connection.id })}
          >
            Remove…
          </Button>
          <Button
            size="small"
            aria-label={`Edit ${connection.name}…`}
            onClick={() => openDialog({ kind: "edit-connection", connectionId: connection.id })}
          >
            Edit…
          </Button>
          <Button
            size="small"
            busy={task.pending}
            aria-label={`Switch to ${connection.name}`}
            onClick={() => void task.run(() => activateConnection(connection.id))}
          >
            Switch
          </Button>
        </div>
      </div>
      {task.failure !== null && (
        <div className={styles.note}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
    </li>
  );
}
