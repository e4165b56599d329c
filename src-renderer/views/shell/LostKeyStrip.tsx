/** The strip of a create whose answer never came: that the key exists without a value, or that nobody can say yet. */
import { KeyRound } from "lucide-react";
import type { LostKey } from "../../../src-preload/contract/keys.ts";
import { dismissLostKey, replaceLostKey } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Banner } from "../../ui/Banner.tsx";
import { BannerButton } from "../../ui/BannerButton.tsx";
import styles from "./LostKeyStrip.module.css";

const icon = <KeyRound size={16} strokeWidth={1.75} />;

/** The strip. */
export function LostKeyStrip({ lostKey }: { lostKey: LostKey }) {
  if (lostKey.status === "created") return <Created lostKey={lostKey} />;
  return (
    <Banner icon={icon}>
      <strong>A key may have been created:</strong> <bdi dir="auto">{keyTitle(lostKey)}</bdi>. No answer came. Keyrack
      reads the list as soon as there is one, and tells you then.
    </Banner>
  );
}

function Created({ lostKey }: { lostKey: Extract<LostKey, { status: "created" }> }) {
  const block = useApp(changeBlock);
  const task = useTask();

  async function replace() {
    if (block !== null) return say(block);
    await task.run(async () => {
      const result = await replaceLostKey(lostKey.id);
      // On success the new key's own modal opens.
      if (!result.ok) say(result.failure.message, "failure");
      return result;
    });
  }

  return (
    <Banner
      icon={icon}
      actions={
        <>
          <BannerButton onClick={() => void dismissLostKey(lostKey.id)}>Dismiss</BannerButton>
          <BannerButton
            busy={task.pending}
            aria-disabled={block !== null}
            title={block ?? undefined}
            onClick={() => void replace()}
          >
            Revoke and generate another
          </BannerButton>
        </>
      }
    >
      <strong>The key was created but its value was not received.</strong> Revoke it and generate another.{" "}
      <span className={styles.key}>
        <bdi dir="auto">{keyTitle(lostKey.apiKey)}</bdi>, <code className={styles.hint}>{keyHint(lostKey.apiKey)}</code>
      </span>
    </Banner>
  );
}
