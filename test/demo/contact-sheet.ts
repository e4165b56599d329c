/** Lays all pictures of a walk out on one sheet, so that the whole program can be looked at side by side. */
import type { ElectronApplication } from "@playwright/test";
import { escapeHtml } from "./escape-html.ts";

/** A step's picture, PNG. */
export interface Shown {
  name: string;
  picture: Buffer;
}

/** Columns of the sheet, and how wide a picture is on it, CSS pixels. */
const columns = 4;
const pictureWidth = 400;

const colours = {
  light: { sheet: "#efedea", text: "#221f1a", line: "#d5d0c8" },
  dark: { sheet: "#191817", text: "#e9e6e1", line: "#3a3733" },
};

/** The sheet, PNG. Drawn in a window of its own beside the app's, the one browser there is; it has to be shown, or nothing is painted. */
export async function drawContactSheet(
  app: ElectronApplication,
  theme: keyof typeof colours,
  shown: readonly Shown[],
): Promise<Buffer> {
  const { sheet, text, line } = colours[theme];
  const figures = shown.map(
    ({ name, picture }) =>
      `<figure><img src="data:image/png;base64,${picture.toString("base64")}"><figcaption>${escapeHtml(name)}</figcaption></figure>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 24px; display: grid; grid-template-columns: repeat(${columns}, ${pictureWidth}px); gap: 24px;
      background: ${sheet}; color: ${text}; font: 13px system-ui, sans-serif; width: max-content }
    figure { margin: 0 } figcaption { margin-top: 8px }
    img { display: block; width: ${pictureWidth}px; max-height: 277px; object-fit: contain; border: 1px solid ${line}; border-radius: 6px }
  </style>${figures.join("")}`;
  const opened = app.waitForEvent("window");
  const id = await app.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ focusable: false, webPreferences: { partition: "contact-sheet" } });
    void window.loadURL("about:blank");
    return window.id;
  });
  const page = await opened;
  await page.setContent(html, { waitUntil: "load" });
  const drawn = await page.screenshot({ fullPage: true });
  await app.evaluate(({ BrowserWindow }, window) => BrowserWindow.fromId(window)?.destroy(), id);
  return drawn;
}
