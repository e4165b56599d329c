/** The first cell of a key's row: its name, and its hint below where the window is too narrow for a column. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { keyHint, untitled } from "../../store/key-text.ts";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import styles from "./KeyTable.module.css";

/** A row's header. */
export function NameCell({ apiKey }: { apiKey: ApiKey }) {
  return (
    <th scope="row" className={styles.nameCell}>
      {apiKey.name === null ? (
        <span className={styles.untitled}>{untitled}</span>
      ) : (
        <Name className={styles.name}>{apiKey.name}</Name>
      )}
      <span className={classNames(styles.hint, styles.below)}>{keyHint(apiKey)}</span>
    </th>
  );
}
