/** Activity: what happened to keys and sessions, by whom and from where, newest first, with a filter. */
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { readActivity } from "../../store/actions.ts";
import { type ActivityView, activityView } from "../../store/activity-state.ts";
import { matchingEvents } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { useCan } from "../../store/capabilities.ts";
import { accountIdOf, countText } from "../../store/key-text.ts";
import { useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import table from "../../ui/Table.module.css";
import keysPage from "../keys/ApiKeysPage.module.css";
import { SkeletonRows } from "../keys/SkeletonRows.tsx";
import page from "../Page.module.css";
import { SessionGate } from "../session/SessionGate.tsx";
import { SessionPanel } from "../session/SessionPanel.tsx";
import { Banners } from "../shell/Banners.tsx";
import place from "../shell/Place.module.css";
import { ActivityFilters } from "./ActivityFilters.tsx";
import styles from "./ActivityPage.module.css";
import { ActivityTable } from "./ActivityTable.tsx";
import { MoreActivity } from "./MoreActivity.tsx";
import { useActivity } from "./use-activity.ts";

/** The Activity place. */
export function ActivityPage() {
  return (
    <div className={place.place}>
      <Banners />
      <div className={place.scroller}>
        <Place />
      </div>
    </div>
  );
}

function Place() {
  const keyId = useUi((ui) => ui.activityFilter.keyId);
  useActivity(keyId);
  const known = useApp((app) => app.keys.asOf !== null || app.activity.events.length > 0);
  const status = useApp((app) => app.session.status);
  if (!known && status !== "signed-in" && status !== "restoring") return <SessionGate />;
  return (
    <div className={page.page}>
      <SessionPanel />
      <h1 className={page.title}>Activity</h1>
      <p className={page.purpose}>What happened to keys and sessions, by whom and from which address.</p>
      <Body keyId={keyId} />
    </div>
  );
}

function Body({ keyId }: { keyId: string | null }) {
  const view = activityView(
    useApp((app) => app),
    keyId,
  );
  const supported = useCan("audit");
  const events = view.show === "events" ? view.events : [];
  return (
    <>
      {view.show === "events" && view.failure !== null && (
        <div className={styles.failure}>
          <Note tone="failure">{view.failure.message}</Note>
          <Retry keyId={keyId} />
        </div>
      )}
      <section className={styles.section} aria-label="Events">
        {(events.length > 0 || (keyId !== null && supported)) && <ActivityFilters events={events} keyId={keyId} />}
        <Content view={view} keyId={keyId} />
      </section>
    </>
  );
}

function Content({ view, keyId }: { view: ActivityView; keyId: string | null }) {
  switch (view.show) {
    case "waiting":
      return <SkeletonRows />;
    case "sentence":
      return (
        <div className={keysPage.standIn}>
          <p className={keysPage.sentence}>{view.text}</p>
        </div>
      );
    case "failure":
      return (
        <div className={keysPage.standIn} role="alert">
          <p className={keysPage.sentence}>{view.failure.message}</p>
          <Retry keyId={keyId} />
        </div>
      );
    case "events":
      return <Events keyId={keyId} events={view.events} more={view.more} />;
  }
}

function Retry({ keyId }: { keyId: string | null }) {
  const { pending, run } = useTask();
  return (
    <Button busy={pending} onClick={() => void run(() => readActivity(false, keyId))}>
      Retry
    </Button>
  );
}

interface EventsProps {
  keyId: string | null;
  events: readonly AuditEvent[];
  more: boolean;
}

function Events({ keyId, events, more }: EventsProps) {
  const accountId = useApp(accountIdOf);
  const filter = useUi((ui) => ui.activityFilter);
  const shown = matchingEvents(events, filter, accountId);
  const filtered = shown !== events;
  return (
    <>
      <p className={styles.heard} role="status">
        {filtered ? `${countText(shown.length)} of ${countText(events.length)} events match` : ""}
      </p>
      <div className={table.frame}>
        {shown.length > 0 ? (
          <ActivityTable events={shown} complete={!more} />
        ) : (
          <p className={table.line}>
            {more ? `None of the newest ${countText(events.length)} events matches.` : "No event matches."}
          </p>
        )}
        {more && <MoreActivity keyId={keyId} lastId={events.at(-1)?.id ?? ""} />}
      </div>
    </>
  );
}
