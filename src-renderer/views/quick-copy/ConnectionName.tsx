/** A connection by its name and colour. */
import type { RowConnection } from "../../store/palette-rows.ts";
import { ColourDot } from "../../ui/ColourDot.tsx";
import { Name } from "../../ui/Name.tsx";
import styles from "./QuickCopy.module.css";

/** The name; `saysStatus` adds how it stands, in words for those who hear it. A kept key can be copied in any case. */
export function ConnectionName({
  connection: { name, colour, status },
  saysStatus = false,
}: {
  connection: RowConnection;
  saysStatus?: boolean;
}) {
  return (
    <span className={styles.connection} title={`${name}: ${status.text}`}>
      <ColourDot colour={colour} />
      <Name>{name}</Name>
      {saysStatus && <span className={styles.heard}>: {status.text}</span>}
    </span>
  );
}
