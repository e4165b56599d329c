/** Overview, the first view: how many keys are active, what needs attention, what is ready to copy, what happened last. */
import { useApp } from "../../store/app-store.ts";
import { activeConnection } from "../../store/connection-status.ts";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { EmptyRack } from "../keys/EmptyRack.tsx";
import { GenerateAction } from "../keys/GenerateAction.tsx";
import { NotRead } from "../keys/NotRead.tsx";
import page from "../Page.module.css";
import { SessionGate } from "../session/SessionGate.tsx";
import { SessionPanel } from "../session/SessionPanel.tsx";
import { Banners } from "../shell/Banners.tsx";
import place from "../shell/Place.module.css";
import { Figures } from "./Figures.tsx";
import { NeedsAttention } from "./NeedsAttention.tsx";
import styles from "./OverviewPage.module.css";
import { ReadyToCopy } from "./ReadyToCopy.tsx";
import { RecentActivity } from "./RecentActivity.tsx";
import { SkeletonOverview } from "./SkeletonOverview.tsx";

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
          <Where />
        </div>
        <GenerateAction />
      </header>
      <Body />
    </div>
  );
}

/** Whose keys these are. */
function Where() {
  const words = useApp((app) => {
    const connection = activeConnection(app);
    const email = app.session.status === "signed-in" ? app.session.session.account.email : connection?.email;
    return [connection?.name, email].filter((part) => part != null).join(" · ");
  });
  return <Name className={classNames(page.purpose, styles.where)}>{words}</Name>;
}

function Body() {
  const asOf = useApp((app) => app.keys.asOf);
  const failed = useApp((app) => app.keys.status === "failed");
  const none = useApp(({ keys, revoked }) => keys.active.length + keys.retiring.length + revoked.rows.length === 0);
  if (asOf === null) return failed ? <NotRead /> : <SkeletonOverview />;
  return (
    <>
      <Figures />
      {none ? <EmptyRack /> : <NeedsAttention />}
      {!none && <ReadyToCopy />}
      <RecentActivity />
    </>
  );
}
