/** Serves the window's files at app://keyrack/ with the content security policy; nothing else is served. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { protocol } from "electron";

/** The one origin of the window. A standard scheme of our own, because file:// would share its origin with every file. */
export const appOrigin = "app://keyrack";

/** The policy of DESIGN.md section 5, letter for letter. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Must run before the app is ready: https://www.electronjs.org/docs/latest/api/protocol#protocolregisterschemesasprivilegedcustomschemes */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** The file a URL names inside `folder`, or null when it names none that may be served. */
export function fileFor(url: string, folder: string): string | null {
  let address: URL;
  let path: string;
  try {
    address = new URL(url);
    path = decodeURIComponent(address.pathname);
  } catch {
    return null;
  }
  if (address.protocol !== "app:" || address.host !== "keyrack" || path.includes("\0")) return null;
  const file = normalize(join(folder, path === "/" ? "index.html" : path));
  return file.startsWith(folder + sep) && extname(file) in contentTypes ? file : null;
}

/**
 * Serves `folder` at app://keyrack/. Scripts wait for `ready`: one that ran sooner would ask a main that cannot answer yet.
 * `protocol.handle` would do the same with Node's `Response`, which takes 30 ms to load, and would send each file through
 * main's own thread. The older call is deprecated and still there (https://github.com/electron/forge/pull/3511); its
 * successor for files, `registerSource`, knows no headers.
 */
export function serveApp(folder: string, ready: Promise<unknown>): void {
  const answerTo = async (url: string, method: string) => {
    const path = method === "GET" ? fileFor(url, folder) : null;
    if (path?.endsWith(".js")) await ready;
    return path;
  };
  if (typeof protocol.registerFileProtocol === "function") {
    protocol.registerFileProtocol("app", ({ url, method }, answer) => {
      void answerTo(url, method).then((path) =>
        answer(path === null ? { error: fileNotFound } : { path, headers: headersOf(path) }),
      );
    });
    return;
  }
  protocol.handle("app", async ({ url, method }) => {
    const path = await answerTo(url, method);
    const body = path && (await readFile(path).catch(() => null));
    return path && body ? new Response(new Uint8Array(body), { headers: headersOf(path) }) : Response.error();
  });
}

/** net::ERR_FILE_NOT_FOUND (net/base/net_error_list.h). */
const fileNotFound = -6;

/**
 * Without Cross-Origin-Opener-Policy: for it Chromium gives the page another process once the first is nearly there, and nothing
 * of ours opens a window or is opened by one (lockdown.ts).
 */
function headersOf(path: string): Record<string, string> {
  return {
    "content-type": contentTypes[extname(path)] ?? "application/octet-stream",
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  };
}
