/** Writes the list to a file: CSV for spreadsheets, JSON for programs. */
import { Menu } from "@base-ui/react/menu";
import { Download } from "lucide-react";
import { useState } from "react";
import { exportList } from "../../store/export-list.ts";
import { Button } from "../../ui/Button.tsx";
import { MenuItem, MenuPopup } from "../../ui/Menu.tsx";
import styles from "./KeyFilter.module.css";

/** The button and its menu. */
export function ExportMenu() {
  const [busy, setBusy] = useState(false);

  async function run(format: "csv" | "json") {
    setBusy(true);
    await exportList(format);
    setBusy(false);
  }

  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <Button
            kind="quiet"
            size="small"
            className={styles.export}
            aria-label="Export the list"
            title="Export the list"
            busy={busy}
            icon={<Download size={15} strokeWidth={1.75} aria-hidden="true" />}
          />
        }
      />
      <MenuPopup>
        <MenuItem onClick={() => void run("csv")}>Export as CSV…</MenuItem>
        <MenuItem onClick={() => void run("json")}>Export as JSON…</MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
