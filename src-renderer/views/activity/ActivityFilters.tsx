/** What of the activity is shown: text to look for, a kind, and the one key it was opened for. */
import { X } from "lucide-react";
import type { AuditEvent } from "../../../src-preload/contract/activity.ts";
import { kindChoices } from "../../store/activity-text.ts";
import { useApp } from "../../store/app-store.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { filterActivity, useUi } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";
import { FilterField } from "../../ui/FilterField.tsx";
import { Select } from "../../ui/Select.tsx";
import styles from "./ActivityPage.module.css";

/** Stands for every kind in the select, whose values are texts. */
const everyKind = "";

/** The row of filters. `keyId`: the one key it was opened for. */
export function ActivityFilters({ events, keyId }: { events: readonly AuditEvent[]; keyId: string | null }) {
  const { text, kind } = useUi((ui) => ui.activityFilter);

  return (
    <search className={styles.filters}>
      <FilterField
        id="activity-filter"
        className={styles.field}
        text={text}
        onChange={(typed) => filterActivity({ text: typed })}
        onEscape={() => {
          if (text === "") return false;
          filterActivity({ text: "" });
          return true;
        }}
        placeholder="Filter activity"
        label="Filter activity by any of its words"
      />
      <Select
        id="activity-kind"
        asField
        label="Kind"
        value={kind ?? everyKind}
        choices={[{ value: everyKind, label: "Every kind" }, ...kindChoices(events)]}
        onChange={(value) => filterActivity({ kind: value === everyKind ? null : value })}
      />
      {keyId !== null && <OneKey events={events} keyId={keyId} />}
    </search>
  );
}

/** Which key's activity it is, and the way back to everything. */
function OneKey({ events, keyId }: { events: readonly AuditEvent[]; keyId: string }) {
  const known = useApp(
    ({ keys, revoked }) =>
      [keys.active, keys.retiring, revoked.rows].flatMap((rows) => rows.filter(({ id }) => id === keyId))[0],
  );
  const key = known ?? events.find(({ apiKey }) => apiKey?.id === keyId)?.apiKey;
  const title = key ? (key.name === null ? keyHint(key) : keyTitle(key)) : "one key";
  return (
    <Button
      size="small"
      className={styles.oneKey}
      title={`Only ${title}`}
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
