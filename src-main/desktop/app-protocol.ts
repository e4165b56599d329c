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

/** Serves `folder` at app://keyrack/. */
export function serveApp(folder: string): void {
  protocol.handle("app", async ({ url, method }) => {
    const file = method === "GET" ? fileFor(url, folder) : null;
    const body = file && (await readFile(file).catch(() => null));
    if (!file || !body) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
    return new Response(new Uint8Array(body), {
      headers: {
        "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
        "content-security-policy": contentSecurityPolicy,
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      },
    });
  });
}
