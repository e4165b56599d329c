/** The facts of the connection on screen: address, what stands there, account, organization, how long the session lasts and where it is kept. */
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { useApp } from "../../store/app-store.ts";
import { placeText } from "../../store/server-kind.ts";
import { absoluteText, untilText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import page from "../Page.module.css";
import styles from "./ConnectionPage.module.css";

/** A list of facts; what needs a session is left out while there is none. */
export function SessionFacts({ connection }: { connection: Connection }) {
  const state = useApp((app) => app.session);
  const now = useNow();
  const server = placeText(
    useApp((app) => app.servers),
    connection.server,
  );
  const session = state.status === "signed-in" ? state.session : null;
  return (
    <dl className={page.facts}>
      <dt>Address</dt>
      <dd className={connection.origin === null ? undefined : page.mono}>{connection.origin ?? "On this computer"}</dd>
      <dt>Server</dt>
      <dd>{server === null ? "Of a kind this Keyrack does not know" : <ServerText {...server} />}</dd>
      {session === null && connection.email !== null && (
        <>
          <dt>Account</dt>
          <dd>{connection.email}</dd>
        </>
      )}
      {session !== null && state.status === "signed-in" && (
        <>
          <dt>Account</dt>
          <dd>
            <bdi dir="auto">{session.account.name}</bdi> <span className={styles.soft}>{session.account.email}</span>
          </dd>
          {session.organization && (
            <>
              <dt>Organization</dt>
              <dd>
                <bdi dir="auto">{session.organization.name}</bdi>
              </dd>
            </>
          )}
          <dt>Session ends</dt>
          <dd>
            <time dateTime={session.expiresAt}>{absoluteText(session.expiresAt)}</time>{" "}
            <span className={styles.soft}>{untilText(session.expiresAt, now)}</span>
          </dd>
          <dt>Session kept</dt>
          <dd>{state.keptIn === "keychain" ? "In the system keychain" : "In memory, for this run only"}</dd>
        </>
      )}
    </dl>
  );
}

function ServerText({ label, path }: { label: string; path: string }) {
  return path === "" ? (
    label
  ) : (
    <>
      {label} at <span className={page.mono}>{path}</span>
    </>
  );
}
