/** One rotation: the old key and its successor, the steps, what to do next, and the ways to end it. */
import { ArrowRight } from "lucide-react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { nextText, progressOf, type RotationUnderWay } from "../../store/rotations.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useNow } from "../../ui/use-now.ts";
import { DeploySuccessor } from "./DeploySuccessor.tsx";
import { RevokeOldButton } from "./RevokeOldButton.tsx";
import { RotationSteps } from "./RotationSteps.tsx";
import styles from "./Rotations.module.css";

/** A rotation. */
export function RotationCard({ rotation }: { rotation: RotationUnderWay }) {
  const { old, successor } = rotation;
  const now = useNow();
  const app = useApp((state) => state);
  const block = changeBlock(app);
  const progress = progressOf(app, rotation, now);
  const title = keyTitle(successor);
  return (
    <li className={styles.card} aria-label={`Rotation of ${title}`} data-key={old.id}>
      <div className={styles.top}>
        <Name className={styles.name}>{title}</Name>
        <div className={styles.actions}>
          <Button
            kind="quiet"
            size="small"
            aria-label={`Cancel rotation of ${title}`}
            title={block ?? undefined}
            blocked={block !== null}
            onBlockedClick={() => block !== null && say(block)}
            onClick={() => openDialog({ kind: "cancel-rotation", keyId: successor.id })}
          >
            Cancel rotation
          </Button>
          <RevokeOldButton apiKey={old} ripe={progress.ripe} />
        </div>
      </div>
      <div className={styles.pair}>
        <Side label="Old key" apiKey={old} watched={progress.watched} />
        <ArrowRight size={14} strokeWidth={1.75} aria-hidden="true" />
        <Side label="Successor" apiKey={successor} watched={progress.watched} />
      </div>
      <RotationSteps rotation={rotation} progress={progress} />
      <div className={styles.foot}>
        <p className={styles.next}>{nextText(rotation, progress)}</p>
        {progress.kept && <DeploySuccessor apiKey={successor} />}
      </div>
    </li>
  );
}

function Side({ label, apiKey, watched }: { label: string; apiKey: ApiKey; watched: boolean }) {
  return (
    <span className={styles.side}>
      <span className={styles.sideLabel}>{label}</span> <span className={styles.hint}>{keyHint(apiKey)}</span>{" "}
      <span className={styles.use}>
        {apiKey.lastUsedAt === null ? (
          watched && "never used"
        ) : (
          <>
            used <Time at={apiKey.lastUsedAt} as="use" />
          </>
        )}
      </span>
    </span>
  );
}
