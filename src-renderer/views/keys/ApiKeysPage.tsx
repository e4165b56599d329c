/** The API Keys tab: its title and the button to generate, then the active and the revoked keys, or what stands in for them. */
import { Plus } from "lucide-react";
import { refreshKeys } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { generateBlock } from "../../store/availability.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import page from "../Page.module.css";
import { SessionGate } from "../session/SessionGate.tsx";
import { SessionPanel } from "../session/SessionPanel.tsx";
import { ActiveKeys } from "./ActiveKeys.tsx";
import styles from "./ApiKeysPage.module.css";
import { EmptyRack } from "./EmptyRack.tsx";
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
  const block = useApp(generateBlock);
  // "Reading the list…" beside the button for a blink would be noise; the skeleton says it.
  const reason = block?.endsWith("…") === true ? null : block;
  return (
    <header className={styles.header}>
      <div>
        <h1 className={page.title}>API Keys</h1>
        <p className={page.purpose}>Keys let your scripts and integrations call the API.</p>
      </div>
      <div className={styles.action}>
        <Button
          id="generate-new-key"
          kind="primary"
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}
          blocked={block !== null}
          aria-describedby={reason === null ? undefined : "generate-block"}
          onClick={() => openDialog({ kind: "generate" })}
          onBlockedClick={() => block !== null && say(block)}
        >
          Generate New Key
        </Button>
        {reason !== null && (
          <p id="generate-block" className={styles.reason}>
            {reason}
          </p>
        )}
      </div>
    </header>
  );
}

function Body() {
  const keys = useApp((app) => app.keys);
  const revoked = useApp((app) => app.revoked.rows.length);
  if (keys.asOf === null) return keys.status === "failed" ? <NotRead /> : <SkeletonRows />;
  if (keys.active.length === 0 && revoked === 0) return <EmptyRack />;
  return (
    <>
      <ActiveKeys />
      {revoked > 0 && <RevokedKeys />}
    </>
  );
}

/** The first reading of the list failed, so there are no rows to keep. */
function NotRead() {
  const message = useApp((app) => app.keys.failure?.message ?? "The list could not be read. Nothing was lost.");
  const task = useTask();
  return (
    <div className={styles.standIn} role="alert">
      <p className={styles.sentence}>{message}</p>
      <Button busy={task.pending} onClick={() => void task.run(refreshKeys)}>
        Retry
      </Button>
    </div>
  );
}
