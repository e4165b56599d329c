/** The filter over both tables: in its place when there are many keys, or when it is called for. */
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useApp } from "../../store/app-store.ts";
import { shortcutText } from "../../store/platform.ts";
import { closeFilter, filterBy, findAnswered, useUi } from "../../store/ui-store.ts";
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

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape") {
      if (filter.text === "") event.currentTarget.blur();
      closeFilter();
      event.stopPropagation();
    }
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("tr[data-row]")?.focus();
    }
  }

  return (
    <search className={styles.filter}>
      <Search size={14} strokeWidth={1.75} aria-hidden="true" />
      <input
        ref={field}
        className={styles.input}
        type="text"
        value={filter.text}
        placeholder="Filter keys"
        aria-label="Filter keys by name or hint"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => filterBy(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => filter.text === "" && closeFilter()}
      />
      {filter.text === "" && <Kbd>{shortcutText(platform, "F")}</Kbd>}
    </search>
  );
}
