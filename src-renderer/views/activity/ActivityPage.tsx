/** Activity: what happened to keys and sessions, by whom and from where, newest first, with a filter. */
import { readActivity } from "../../store/actions.ts";
import { activityView } from "../../store/activity-state.ts";
import { matchingEvents } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { accountIdOf, countText } from "../../store/key-text.ts";
import { useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
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
        <Content />
      </div>
    </div>
  );
}

function Content() {
  useActivity();
  const known = useApp((app) => app.keys.asOf !== null || app.activity.events.length > 0);
  const status = useApp((app) => app.session.status);
  if (!known && status !== "signed-in" && status !== "restoring") return <SessionGate />;
  return (
    <div className={page.page}>
      <SessionPanel />
      <h1 className={page.title}>Activity</h1>
      <p className={page.purpose}>What happened to keys and sessions, by whom and from which address.</p>
      <Body />
    </div>
  );
}

function Body() {
  const view = activityView(useApp((app) => app));
  const task = useTask();
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
          <Button busy={task.pending} onClick={() => void task.run(() => readActivity(false))}>
            Retry
          </Button>
        </div>
      );
    case "events":
      return (
        <>
          {view.failure !== null && (
            <div className={styles.failure}>
              <Note tone="failure">{view.failure.message}</Note>
            </div>
          )}
          <Events more={view.more} />
        </>
      );
  }
}

function Events({ more }: { more: boolean }) {
  const events = useApp((app) => app.activity.events);
  const accountId = useApp(accountIdOf);
  const filter = useUi((ui) => ui.activityFilter);
  const shown = matchingEvents(events, filter, accountId);
  const filtered = shown !== events;
  return (
    <section className={styles.section} aria-label="Events">
      <ActivityFilters events={events} />
      <p className={styles.heard} role="status">
        {filtered ? `${countText(shown.length)} of ${countText(events.length)} events match` : ""}
      </p>
      <div className={styles.frame}>
        {shown.length > 0 ? (
          <ActivityTable events={shown} complete={!more} />
        ) : (
          <p className={styles.line}>
            {more ? `None of the newest ${countText(events.length)} events matches` : "No event matches"}
          </p>
        )}
        {more && <MoreActivity />}
      </div>
    </section>
  );
}
