/** What of the activity is shown: text to look for, a kind, and the one key it was opened for. */
import { Search, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { kindChoices } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { filterActivity, useUi } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import styles from "./ActivityPage.module.css";

/** Stands for every kind in the select, whose values are texts. */
const everyKind = "";

/** The row of filters. */
export function ActivityFilters({ events }: { events: readonly AuditEvent[] }) {
  const { text, kind } = useUi((ui) => ui.activityFilter);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" && text !== "") {
      event.stopPropagation();
      filterActivity({ text: "" });
    }
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("tr[data-row]")?.focus();
    }
  }

  return (
    <search className={styles.filters}>
      <div className={styles.field}>
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <input
          id="activity-filter"
          className={styles.input}
          type="text"
          value={text}
          placeholder="Filter activity"
          aria-label="Filter activity by any of its words"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => filterActivity({ text: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </div>
      <Select
        id="activity-kind"
        asField
        label="Kind"
        value={kind ?? everyKind}
        choices={[{ value: everyKind, label: "Every kind" }, ...kindChoices([...events])]}
        onChange={(value) => filterActivity({ kind: value === everyKind ? null : value })}
      />
      <OneKey events={events} />
    </search>
  );
}

/** Which key's activity it is, and the way back to everything. */
function OneKey({ events }: { events: readonly AuditEvent[] }) {
  const keyId = useUi((ui) => ui.activityFilter.keyId);
  const known = useApp(
    ({ keys, revoked }) =>
      [keys.active, keys.retiring, revoked.rows].flatMap((rows) => rows.filter(({ id }) => id === keyId))[0],
  );
  if (keyId === null) return null;
  const key = known ?? events.find(({ apiKey }) => apiKey?.id === keyId)?.apiKey;
  const title = key ? (key.name === null ? keyHint(key) : keyTitle(key)) : "one key";
  return (
    <Button
      size="small"
      className={styles.oneKey}
      aria-label={`Only ${title}: show every key`}
      icon={<X size={14} strokeWidth={1.75} aria-hidden="true" />}
      onClick={() => {
        filterActivity({ keyId: null });
        document.getElementById("activity-filter")?.focus();
      }}
    >
      {`Only ${title}`}
    </Button>
  );
}
