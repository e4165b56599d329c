/** The filter over both tables: in its place when there are many keys, or when it is called for. */
import { useEffect, useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { anywhere, keysText } from "../../store/shortcuts.ts";
import { closeFilter, filterBy, findAnswered, useUi } from "../../store/ui-store.ts";
import { FilterField } from "../../ui/FilterField.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import styles from "./KeyFilter.module.css";

/** Below this many rows the eye is quicker than a filter. */
const fewRows = 5;

/** The filter field, or nothing. */
export function KeyFilter() {
  const rows = useApp((app) => app.keys.active.length + app.revoked.rows.length);
  const platform = useApp((app) => app.about.platform);
  const filter = useUi((ui) => ui.filter);
  const wanted = useUi((ui) => ui.findWanted);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    field.current?.select();
    findAnswered();
  }, [wanted]);

  if (rows <= fewRows && !filter.open) return null;

  return (
    <search>
      <FilterField
        field={field}
        className={styles.filter}
        text={filter.text}
        onChange={filterBy}
        onEscape={(input) => {
          if (filter.text === "") input.blur();
          closeFilter();
          return true;
        }}
        onBlur={() => filter.text === "" && closeFilter()}
        placeholder="Filter keys"
        label="Filter keys by name or hint"
      >
        {filter.text === "" && <Kbd>{keysText(anywhere.find, platform)}</Kbd>}
      </FilterField>
    </search>
  );
}
