/**
 * A bare window for the gallery: serves the built renderer at app://keyrack/ with the program's content security policy
 * (DESIGN.md section 5), and nothing behind it. What stands in for main is put into the page by the spec (fake-bridge.ts).
 */
// @ts-check
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { app, BrowserWindow, protocol } from "electron";

const folder = process.env.KEYRACK_GALLERY_RENDERER ?? "";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

/**
 * For specs about the moment before everything has been read: what is wanted of `part` waits for `until`.
 * @type {{ part: string, until: Promise<void> } | undefined}
 */
Reflect.set(globalThis, "heldBack", undefined);

protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);

app.whenReady().then(() => {
  protocol.handle("app", async ({ url }) => {
    const { pathname } = new URL(url);
    const held = Reflect.get(globalThis, "heldBack");
    if (held && pathname.includes(held.part)) await held.until;
    const file = normalize(join(folder, pathname === "/" ? "index.html" : decodeURIComponent(pathname)));
    const body = file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null;
    if (body === null) return new Response("Not found", { status: 404 });
    const type = types[extname(file)] ?? "text/plain";
    const headers = { "content-type": type, "content-security-policy": policy, "cache-control": "no-store" };
    return new Response(new Uint8Array(body), { headers });
  });
  const window = new BrowserWindow({
    width: 1040,
    height: 720,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  // Without a bridge this draws the "lost" screen; each scene loads the page anew with its mock.
  void window.loadURL("app://keyrack/");
});

app.on("window-all-closed", () => app.quit());
