/** The first cell of a key's row: its name, below it when it ends, and its hint where the window is too narrow for a column. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { keyHint, untitled } from "../../store/key-text.ts";
import { isEnding } from "../../store/key-use.ts";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useNow } from "../../ui/use-now.ts";
import styles from "./KeyTable.module.css";

/** A row's header. */
export function NameCell({ apiKey }: { apiKey: ApiKey }) {
  return (
    <th scope="row" className={styles.nameCell}>
      {apiKey.name === null ? (
        <span className={styles.untitled} title={untitled}>
          {untitled}
        </span>
      ) : (
        <Name className={styles.name}>{apiKey.name}</Name>
      )}
      <span className={styles.under}>
        <span className={classNames(styles.hint, styles.below)} title={keyHint(apiKey)}>
          {keyHint(apiKey)}
        </span>
        {apiKey.expiresAt !== null && apiKey.status !== "revoked" && <End apiKey={apiKey} at={apiKey.expiresAt} />}
      </span>
    </th>
  );
}

function End({ apiKey, at }: { apiKey: ApiKey; at: string }) {
  const thresholds = useApp((app) => app.preferences.attention);
  const ending = isEnding(apiKey, thresholds, useNow());
  return <Time at={at} as="expiry" className={classNames(styles.end, ending && styles.ending)} />;
}
