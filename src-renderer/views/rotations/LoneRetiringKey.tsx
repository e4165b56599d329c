/** A key that another has replaced, where the other is not in the list: it still works, so it can still be revoked. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { Name } from "../../ui/Name.tsx";
import { RevokeOldButton } from "./RevokeOldButton.tsx";
import styles from "./Rotations.module.css";

/** One such key. */
export function LoneRetiringKey({ apiKey }: { apiKey: ApiKey }) {
  return (
    <li className={styles.card} data-key={apiKey.id}>
      <div className={styles.top}>
        <Name className={styles.name}>{keyTitle(apiKey)}</Name>
        <div className={styles.actions}>
          <RevokeOldButton apiKey={apiKey} ripe={false} />
        </div>
      </div>
      <div className={styles.foot}>
        <p className={styles.next}>
          <span className={styles.hint}>{keyHint(apiKey)}</span> has been replaced, but its successor is not among the
          active keys. It works until its time is over or it is revoked.
        </p>
      </div>
    </li>
  );
}
