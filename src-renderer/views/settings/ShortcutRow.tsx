/** The setting of quick copy's global shortcut: shows it, records another, or takes it away. */
import { type KeyboardEvent, useState } from "react";
import { changePreferences } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { acceleratorText, readShortcut } from "../../store/shortcut.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { SettingRow } from "./SettingRow.tsx";
import styles from "./ShortcutRow.module.css";

/** What the recorder shows: the modifiers held, or why a key will not do. */
interface Recording {
  held: string;
  reason: string | null;
}

const fresh: Recording = { held: "", reason: null };

/** The row. */
export function ShortcutRow() {
  const platform = useApp((app) => app.about.platform);
  const shortcut = useApp((app) => app.preferences.quickCopyShortcut);
  const standing = useApp((app) => app.desktop.shortcutFailure);
  const [recording, setRecording] = useState<Recording | null>(null);
  const task = useTask();
  const text = shortcut === null ? null : acceleratorText(shortcut, platform);

  async function change(accelerator: string | null) {
    setRecording(null);
    if (!(await task.run(() => changePreferences({ quickCopyShortcut: accelerator })))) return;
    say(accelerator === null ? "No shortcut" : `Shortcut: ${acceleratorText(accelerator, platform)}`, "heard");
  }

  function toggle() {
    task.forget();
    setRecording(recording === null ? fresh : null);
    if (recording === null) say("Press the new shortcut. Esc cancels.", "heard");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (recording === null) return;
    // Tab alone leaves, as everywhere; the blur ends the recording.
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    const read = readShortcut(event, platform);
    if (read.kind === "cancel") setRecording(null);
    if (read.kind === "held") setRecording({ held: read.text, reason: recording.reason });
    if (read.kind === "refused") {
      setRecording({ held: recording.held, reason: read.reason });
      say(read.reason, "heard");
    }
    if (read.kind === "shortcut") void change(read.accelerator);
  }

  function onKeyUp(event: KeyboardEvent) {
    if (recording === null) return;
    const read = readShortcut(event, platform);
    if (read.kind === "held") setRecording({ ...recording, held: read.text });
  }

  return (
    <SettingRow
      id="quick-copy-shortcut"
      label="Shortcut"
      detail={recording?.reason ?? "Opens quick copy from any program."}
      control={
        <>
          {recording === null && <span className={styles.current}>{text ?? "None"}</span>}
          <Button
            id="quick-copy-shortcut"
            className={recording === null ? undefined : styles.recording}
            busy={task.pending}
            aria-label={recording === null ? "Change the shortcut…" : "Press the new shortcut; Esc cancels"}
            aria-describedby="quick-copy-shortcut-detail"
            onClick={toggle}
            onKeyDown={onKeyDown}
            onKeyUp={onKeyUp}
            onBlur={() => setRecording(null)}
          >
            {recording === null ? "Change…" : recording.held === "" ? "Press keys…" : `${recording.held} …`}
          </Button>
          {recording === null && shortcut !== null && (
            <Button kind="quiet" aria-label="No shortcut" onClick={() => void change(null)}>
              None
            </Button>
          )}
        </>
      }
      failure={task.failure ?? (recording === null ? standing : null)}
    />
  );
}
