/** The Quick copy tab: what is kept, how long a copy stays on the clipboard, and where quick copy waits. */
import type { ClearAfter, Preferences } from "../../../src-preload/contract/preferences.ts";
import { changePreferences } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { clearAfterChoices } from "../../store/clipboard-text.ts";
import { useTask } from "../../store/use-task.ts";
import { classNames } from "../../ui/class-names.ts";
import { Select } from "../../ui/Select.tsx";
import page from "../Page.module.css";
import { KeptKeys } from "./KeptKeys.tsx";
import styles from "./QuickCopyPage.module.css";
import { SettingRow, SwitchRow } from "./SettingRow.tsx";
import { ShortcutRow } from "./ShortcutRow.tsx";

/** The Quick copy tab. */
export function QuickCopyPage() {
  return (
    <div className={classNames(page.page, page.narrow)}>
      <h1 className={page.title}>Quick copy</h1>
      <p className={page.purpose}>A kept key is one click away: in its row, in the tray, or behind a shortcut.</p>
      <section className={classNames(page.card, page.first)} aria-label="Keys and clipboard">
        <KeepNewKeys />
        <ClearAfterCopy />
      </section>
      <section className={classNames(page.card, page.next)} aria-label="Where it waits">
        <ShortcutRow />
        <CloseToTray />
        <StartAtLogin />
      </section>
      <p className={styles.hint}>
        A desktop that binds shortcuts itself can run <code>keyrack --quick-copy</code>.
      </p>
      <KeptKeys />
    </div>
  );
}

/** One preference: its value, and a way to change it that says how it failed. */
function usePreference<Name extends keyof Preferences>(name: Name) {
  const value = useApp((app) => app.preferences[name]);
  const { failure, run } = useTask();
  const change = (next: Preferences[Name]) => void run(() => changePreferences({ [name]: next }));
  return { value, failure, change };
}

function KeepNewKeys() {
  const { value, failure, change } = usePreference("keepNewKeys");
  return (
    <SwitchRow
      id="keep-new-keys"
      label="Keep new keys"
      detail="A new key’s value goes into the system keychain, unless you untick it there and then."
      checked={value}
      onChange={change}
      failure={failure}
    />
  );
}

function ClearAfterCopy() {
  const { value, failure, change } = usePreference("clearAfter");
  const conceals = useApp((app) => app.clipboard.conceals);
  const label = "Clear the clipboard after a copy";
  return (
    <SettingRow
      id="clear-after"
      label={label}
      detail={
        conceals
          ? "Clipboard managers are asked to leave copied keys out of their history."
          : "This version cannot ask clipboard managers to leave copied keys out of their history."
      }
      control={
        <Select
          id="clear-after"
          asField
          label={label}
          describedBy="clear-after-detail"
          value={String(value)}
          choices={clearAfterChoices.map(({ seconds, label }) => ({ value: String(seconds), label }))}
          onChange={(seconds) => change(Number(seconds) as ClearAfter)}
        />
      }
      failure={failure}
    />
  );
}

function CloseToTray() {
  const { value, failure, change } = usePreference("closeToTray");
  const absent = useApp((app) => app.desktop.tray === "absent");
  return (
    <SwitchRow
      id="close-to-tray"
      label="Close to the tray"
      detail={
        absent
          ? "No tray was found on this desktop, so closing the window quits Keyrack."
          : "Closing the window leaves Keyrack in the tray, ready to copy."
      }
      checked={value && !absent}
      onChange={change}
      blocked={absent}
      failure={failure}
    />
  );
}

function StartAtLogin() {
  const { value, failure, change } = usePreference("startAtLogin");
  return (
    <SwitchRow
      id="start-at-login"
      label="Start at login"
      detail="Keyrack starts without a window when you log in to this computer."
      checked={value}
      onChange={change}
      failure={failure}
    />
  );
}
