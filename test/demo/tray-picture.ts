/** Draws the tray's menu from what the desktop gets of it over D-Bus: under Xvfb there is no panel to photograph. */
import type { ElectronApplication } from "@playwright/test";
import type { MenuItem } from "../support/tray-host.ts";
import { escapeHtml } from "./escape-html.ts";

function row({ label, separator, enabled }: { label: string; separator: boolean; enabled: boolean }): string {
  if (separator) return "<hr>";
  return `<div${enabled ? "" : ' style="opacity:.5"'}>${escapeHtml(label)}</div>`;
}

/** A PNG of the menu, in a hidden window of its own. */
export async function drawTrayMenu(app: ElectronApplication, items: MenuItem[]): Promise<Buffer> {
  const page = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 24px; background: #e9e6e1; font: 14px system-ui, sans-serif; color: #221f1a }
    main { width: 280px; padding: 6px; border: 1px solid #cfcac2; border-radius: 10px; background: #fff }
    div { padding: 6px 12px } hr { margin: 6px 0; border: 0; border-top: 1px solid #e2ded8 }
  </style><main>${items.map(row).join("")}</main>`;
  const png = await app.evaluate(async ({ BrowserWindow }, html) => {
    const window = new BrowserWindow({ show: false, width: 342, height: 400, useContentSize: true, frame: false });
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
    const height: number = await window.webContents.executeJavaScript("document.documentElement.offsetHeight");
    window.setContentSize(342, height);
    const picture = await window.webContents.capturePage();
    window.destroy();
    return picture.toPNG().toString("base64");
  }, page);
  return Buffer.from(png, "base64");
}
