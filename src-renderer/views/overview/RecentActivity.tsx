/** The section "Recent activity": the five newest events, and the way to all of them. */
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { readActivity } from "../../store/actions.ts";
import { activityView } from "../../store/activity-state.ts";
import { kindText } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { useCan } from "../../store/capabilities.ts";
import { accountIdOf, actorText, keyHint } from "../../store/key-text.ts";
import { showActivity } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useActivity } from "../activity/use-activity.ts";
import page from "../Page.module.css";
import styles from "./OverviewPage.module.css";

const shown = 5;

/** The section. */
export function RecentActivity() {
  useActivity();
  const supported = useCan("audit");
  return (
    <section className={page.section} aria-labelledby="recent-activity">
      <div className={styles.head}>
        <h2 id="recent-activity" className={page.sectionTitle}>
          Recent activity
        </h2>
        {supported && (
          <Button kind="quiet" size="small" onClick={() => showActivity()}>
            All activity
          </Button>
        )}
      </div>
      <Recent />
    </section>
  );
}

function Recent() {
  const view = activityView(useApp((app) => app));
  const retrying = useTask();
  switch (view.show) {
    case "events":
      return (
        <ul className={classNames(page.card, styles.list)}>
          {view.events.slice(0, shown).map((event) => (
            <Happened key={event.id} event={event} />
          ))}
        </ul>
      );
    case "waiting":
      return (
        <p className={classNames(page.card, styles.line)} role="status">
          Reading what happened…
        </p>
      );
    case "sentence":
      return <p className={classNames(page.card, styles.line)}>{view.text}</p>;
    case "failure":
      return (
        <div className={classNames(page.card, styles.line)} role="alert">
          <span className={styles.grow}>{view.failure.message}</span>
          <Button size="small" busy={retrying.pending} onClick={() => void retrying.run(() => readActivity(false))}>
            Retry
          </Button>
        </div>
      );
  }
}

function Happened({ event: { at, type, actor, apiKey } }: { event: AuditEvent }) {
  const accountId = useApp(accountIdOf);
  return (
    <li className={styles.event}>
      <Time at={at} as="age" className={styles.when} />
      <span className={styles.what}>
        <span className={styles.kind}>{kindText(type)}</span>
        {apiKey !== null && <Name className={styles.about}>{apiKey.name ?? keyHint(apiKey)}</Name>}
      </span>
      <Name className={styles.when}>{actorText(actor, accountId)}</Name>
    </li>
  );
}
