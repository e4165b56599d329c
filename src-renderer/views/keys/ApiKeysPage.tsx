/** The API Keys tab: its title and the button to generate, then the active and the revoked keys, or what stands in for them. */
import { useApp } from "../../store/app-store.ts";
import page from "../Page.module.css";
import { Rotations } from "../rotations/Rotations.tsx";
import { SessionGate } from "../session/SessionGate.tsx";
import { SessionPanel } from "../session/SessionPanel.tsx";
import { ActiveKeys } from "./ActiveKeys.tsx";
import styles from "./ApiKeysPage.module.css";
import { EmptyRack } from "./EmptyRack.tsx";
import { GenerateAction } from "./GenerateAction.tsx";
import { NotRead } from "./NotRead.tsx";
import { RevokedKeys } from "./RevokedKeys.tsx";
import { SkeletonRows } from "./SkeletonRows.tsx";

/** The API Keys tab. */
export function ApiKeysPage() {
  const hasList = useApp((app) => app.keys.asOf !== null);
  const status = useApp((app) => app.session.status);
  if (!hasList && status !== "signed-in" && status !== "restoring") return <SessionGate />;
  return (
    <div className={page.page}>
      {hasList && <SessionPanel />}
      <Header />
      <Body />
    </div>
  );
}

function Header() {
  return (
    <header className={styles.header}>
      <div>
        <h1 className={page.title}>API Keys</h1>
        <p className={page.purpose}>Keys let your scripts and integrations call the API.</p>
      </div>
      <GenerateAction />
    </header>
  );
}

function Body() {
  const keys = useApp((app) => app.keys);
  const revoked = useApp((app) => app.revoked.rows.length);
  if (keys.asOf === null) return keys.status === "failed" ? <NotRead /> : <SkeletonRows />;
  if (keys.active.length === 0 && keys.retiring.length === 0 && revoked === 0) return <EmptyRack />;
  return (
    <>
      <Rotations />
      <ActiveKeys />
      {revoked > 0 && <RevokedKeys />}
    </>
  );
}
