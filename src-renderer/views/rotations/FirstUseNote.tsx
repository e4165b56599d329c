/** Says, before a successor's value is tried, that the server takes that for its first use. */
import { useCan } from "../../store/capabilities.ts";
import { firstUseText } from "../../store/rotations.ts";
import { Note } from "../../ui/Note.tsx";
import styles from "./RotateForm.module.css";
import { useRotations } from "./use-rotations.ts";

/** The note; nothing for a key that is no successor, or has been used. */
export function FirstUseNote({ keyId }: { keyId: string }) {
  const watched = useCan("lastUsed");
  const text = useRotations((source) => firstUseText(source, keyId, watched));
  if (text === null) return null;
  return (
    <div className={styles.note}>
      <Note tone="plain">{text}</Note>
    </div>
  );
}
