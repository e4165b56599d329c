/** What stands where no key is listed: none is kept, or none fits the search. */
import styles from "./QuickCopy.module.css";

/** One sentence; `query` is null when nothing is kept at all. */
export function NothingThere({ query }: { query: string | null }) {
  return (
    <div className={styles.standIn}>
      {query === null ? (
        <>
          <p className={styles.lead}>No keys are kept on this computer yet</p>
          <p>To keep one, tick “Keep on this computer for quick copy” when you generate it.</p>
        </>
      ) : (
        <p className={styles.wrapped}>
          No kept key matches “<bdi>{query.trim()}</bdi>”.
        </p>
      )}
    </div>
  );
}
