/** A connection by its name, with the dot that says how it stands. */
import type { RowConnection } from "../../store/palette-rows.ts";
import { Name } from "../../ui/Name.tsx";
import { StatusDot } from "../../ui/StatusDot.tsx";
import styles from "./QuickCopy.module.css";

/** The name; `saysStatus` adds the status in words for those who do not see the dot. */
export function ConnectionName({
  connection: { name, status },
  saysStatus = false,
}: {
  connection: RowConnection;
  saysStatus?: boolean;
}) {
  return (
    <span className={styles.connection} title={`${name}: ${status.text}`}>
      <StatusDot tone={status.tone} />
      <Name>{name}</Name>
      {saysStatus && <span className={styles.heard}>: {status.text}</span>}
    </span>
  );
}
