/** The revoked keys, dimmer than the active ones: when, why and by whom. */
import { useMemo } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { showMoreRevoked } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { actorText, keyHint, matching } from "../../store/key-text.ts";
import { say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Time } from "../../ui/Time.tsx";
import { useRovingRows } from "../../ui/use-roving-rows.ts";
import styles from "./KeyTable.module.css";
import { NameCell } from "./NameCell.tsx";

/** The section "Revoked Keys". */
export function RevokedKeys() {
  const { rows: revoked, more } = useApp((app) => app.revoked);
  const wanted = useUi((ui) => ui.filter.text);
  const shown = useMemo(() => matching(revoked, wanted), [revoked, wanted]);
  return (
    <section className={classNames(styles.section, styles.revoked)} aria-labelledby="revoked-keys">
      <div className={styles.head}>
        <h2 id="revoked-keys" className={styles.title}>
          Revoked Keys
        </h2>
        <span className={styles.count}>
          {shown.length < revoked.length && `${shown.length} of `}
          {revoked.length}
          {more && "+"}
        </span>
      </div>
      <div className={styles.frame}>
        {shown.length > 0 ? (
          <RevokedTable keys={shown} />
        ) : (
          <p className={styles.line}>No revoked key matches the filter</p>
        )}
        {more && <ShowMore />}
      </div>
    </section>
  );
}

function RevokedTable({ keys }: { keys: readonly ApiKey[] }) {
  const accountId = useApp((app) => (app.session.status === "signed-in" ? app.session.session.account.id : null));
  const rows = useRovingRows(keys.map((key) => key.id));
  return (
    <table className={styles.table}>
      <colgroup>
        <col className={styles.nameColumn} />
        <col className={styles.keyColumn} />
        <col className={styles.dateColumn} />
        <col className={styles.reasonColumn} />
        <col className={styles.byColumn} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className={styles.keyCell}>
            Key
          </th>
          <th scope="col">Revoked</th>
          <th scope="col">Reason</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody onKeyDown={rows.onKeyDown}>
        {keys.map((key) => (
          <tr key={key.id} {...rows.rowProps(key.id)}>
            <NameCell apiKey={key} />
            <td className={classNames(styles.keyCell, styles.hint, styles.key)}>{keyHint(key)}</td>
            <td>{key.revokedAt !== null && <Time at={key.revokedAt} as="date" className={styles.time} />}</td>
            <td>
              {key.revocationReason === null ? (
                <span className={styles.cut}>–</span>
              ) : (
                <Name className={styles.cut}>{key.revocationReason}</Name>
              )}
            </td>
            <td>
              <Name className={styles.cut}>{actorText(key.revokedBy, accountId)}</Name>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ShowMore() {
  const block = useApp(changeBlock);
  const task = useTask();

  async function show() {
    if (!(await task.run(showMoreRevoked))) say("The next revoked keys could not be read. Try again.");
  }

  return (
    <div className={styles.moreRow}>
      <Button
        kind="quiet"
        size="small"
        busy={task.pending}
        blocked={block !== null}
        onBlockedClick={() => block !== null && say(block)}
        onClick={() => void show()}
      >
        Show more
      </Button>
    </div>
  );
}
