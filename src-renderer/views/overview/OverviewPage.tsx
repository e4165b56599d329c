/** Overview, the first view: how many keys are active, what needs attention, what is ready to copy, what happened last. */
import { useApp } from "../../store/app-store.ts";
import { limitText } from "../../store/availability.ts";
import { showTab } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { EmptyRack } from "../keys/EmptyRack.tsx";
import { GenerateAction } from "../keys/GenerateAction.tsx";
import { NotRead } from "../keys/NotRead.tsx";
import { SkeletonRows } from "../keys/SkeletonRows.tsx";
import page from "../Page.module.css";
import { SessionGate } from "../session/SessionGate.tsx";
import { SessionPanel } from "../session/SessionPanel.tsx";
import { Banners } from "../shell/Banners.tsx";
import place from "../shell/Place.module.css";
import { NeedsAttention } from "./NeedsAttention.tsx";
import styles from "./OverviewPage.module.css";
import { ReadyToCopy } from "./ReadyToCopy.tsx";
import { RecentActivity } from "./RecentActivity.tsx";

/** The Overview place. */
export function OverviewPage() {
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
  const hasList = useApp((app) => app.keys.asOf !== null);
  const status = useApp((app) => app.session.status);
  if (!hasList && status !== "signed-in" && status !== "restoring") return <SessionGate />;
  return (
    <div className={page.page}>
      {hasList && <SessionPanel />}
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={page.title}>Overview</h1>
          <Summary />
        </div>
        <GenerateAction />
      </header>
      <Body />
    </div>
  );
}

/** How many of how many, and the way to the list. */
function Summary() {
  const limits = useApp((app) => app.keys.limits);
  if (limits === null) return <p className={page.purpose}>Your keys at a glance.</p>;
  return (
    <p className={styles.summary}>
      <Meter filled={limits.active} total={limits.maxActive} />
      <span className={styles.figure}>{limitText(limits)}</span>
      <Button kind="quiet" size="small" onClick={() => showTab("api-keys")}>
        All keys
      </Button>
    </p>
  );
}

function Body() {
  const asOf = useApp((app) => app.keys.asOf);
  const failed = useApp((app) => app.keys.status === "failed");
  const none = useApp(({ keys, revoked }) => keys.active.length + keys.retiring.length + revoked.rows.length === 0);
  if (asOf === null) return failed ? <NotRead /> : <SkeletonRows />;
  return (
    <>
      {none ? <EmptyRack /> : <NeedsAttention />}
      {!none && <ReadyToCopy />}
      <RecentActivity />
    </>
  );
}
