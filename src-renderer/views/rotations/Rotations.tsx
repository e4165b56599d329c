/** The rotations under way: each with its two keys, how far it has come, and the two ways to end it. */
import { useApp } from "../../store/app-store.ts";
import { retiringAlone, rotationsUnderWay } from "../../store/rotations.ts";
import { LoneRetiringKey } from "./LoneRetiringKey.tsx";
import { RotationCard } from "./RotationCard.tsx";
import styles from "./Rotations.module.css";
import { useRotations } from "./use-rotations.ts";

/** The section "Rotations"; nothing where none is under way. */
export function Rotations() {
  const rotations = useRotations(rotationsUnderWay);
  const alone = useRotations(retiringAlone);
  const { live, status } = useApp((app) => app.network);
  const count = rotations.length + alone.length;
  if (count === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="rotations">
      <div className={styles.head}>
        <h2 id="rotations" className={styles.title}>
          Rotations
        </h2>
        <span className={styles.count}>{count} under way</span>
        {status === "online" && (
          <span className={styles.live}>{live ? "Shown as it happens" : "Looked up once a minute"}</span>
        )}
      </div>
      <ul className={styles.frame}>
        {rotations.map((rotation) => (
          <RotationCard key={rotation.successor.id} rotation={rotation} />
        ))}
        {alone.map((key) => (
          <LoneRetiringKey key={key.id} apiKey={key} />
        ))}
      </ul>
    </section>
  );
}
