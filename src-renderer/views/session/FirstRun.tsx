/** The first run: one click to the Local workspace, or a server's address. Also shown when the last connection is gone. */
import { useRef, useState } from "react";
import { activateConnection, openLocalWorkspace } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { detailText, initialOf } from "../../store/connection-status.ts";
import { placeOnShow } from "../../store/focus-when-drawn.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { Name } from "../../ui/Name.tsx";
import { Note } from "../../ui/Note.tsx";
import { Tile } from "../../ui/Tile.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import { Banners } from "../shell/Banners.tsx";
import { addServer } from "./add-server.ts";
import page from "./CentredPage.module.css";
import { CredentialsForm } from "./CredentialsForm.tsx";
import styles from "./FirstRun.module.css";

/** The welcome. */
export function FirstRun() {
  const [connecting, setConnecting] = useState(false);
  const whole = useRef<HTMLElement>(null);
  // Once signed in, the keyboard goes on from where one is.
  useFocusHeir(whole, placeOnShow);
  return (
    <main ref={whole} className={styles.window}>
      {/* A settings file set aside leads here, and is said here. */}
      <Banners />
      <div className={page.page}>
        <div className={page.column}>
          <Mark size={48} />
          {connecting ? (
            <ServerForm onBack={() => setConnecting(false)} />
          ) : (
            <Choices onConnect={() => setConnecting(true)} />
          )}
        </div>
      </div>
    </main>
  );
}

function Choices({ onConnect }: { onConnect: () => void }) {
  const connections = useApp((app) => app.connections);
  const aboutServers = useApp((app) => `${anyOf(app.servers.map(({ label }) => label))}, by its address.`);
  const task = useTask();
  const others = connections.filter(({ kind }) => kind === "remote");
  return (
    <>
      <h1 className={page.title}>Welcome to Keyrack</h1>
      <p className={page.text}>Generate, copy and revoke your team’s API keys, without a browser.</p>
      <ul className={styles.choices}>
        {others.map((connection) => (
          <li key={connection.id}>
            <button
              type="button"
              className={styles.known}
              onClick={() => void task.run(() => activateConnection(connection.id))}
            >
              <Tile letter={initialOf(connection.name)} colour={connection.colour} />
              <span className={styles.knownText}>
                <Name className={styles.knownName}>{connection.name}</Name>
                <Name className={styles.note}>{detailText(connection) ?? "Server"}</Name>
              </span>
            </button>
          </li>
        ))}
        <li>
          <Button
            kind="primary"
            className={styles.choice}
            busy={task.pending}
            aria-describedby="about-local"
            onClick={() => void task.run(openLocalWorkspace)}
          >
            Use the Local workspace
          </Button>
          <p id="about-local" className={styles.note}>
            Runs on this computer. No account and no password.
          </p>
        </li>
        <li>
          <Button className={styles.choice} aria-describedby="about-server" onClick={onConnect}>
            Connect to a server
          </Button>
          <p id="about-server" className={styles.note}>
            {aboutServers}
          </p>
        </li>
      </ul>
      {task.failure !== null && (
        <div className={page.block}>
          <Note tone="failure">{task.failure.message}</Note>
        </div>
      )}
    </>
  );
}

/** "One, two or three". */
const anyOf = (labels: readonly string[]) => new Intl.ListFormat("en-GB", { type: "disjunction" }).format(labels);

function ServerForm({ onBack }: { onBack: () => void }) {
  return (
    <>
      <h1 className={page.title}>Connect to a server</h1>
      <p className={page.text}>Nothing is saved until the sign-in has worked.</p>
      <div className={page.block}>
        <CredentialsForm
          withAddress
          autoFocus
          submitLabel="Connect"
          onSubmit={addServer}
          onCancel={onBack}
          cancelLabel="Back"
        />
      </div>
    </>
  );
}
