/** Which certificate authorities are trusted: those the runtime brings, the system's where it offers them, and a chosen file's. */
import { X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import tls, { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import type { Result } from "../../src-preload/contract/failure.ts";
import { failed, succeeded } from "../failures.ts";

/** Larger than any honest file of authorities (Mozilla's has 220 kB). Bytes. */
const maxBytes = 1024 * 1024;

/** What Node offers from 22.15 on: https://nodejs.org/api/tls.html#tlsgetcacertificatestype. The fallback runtime has 20.18. */
interface SystemStore {
  getCACertificates?(type: "default" | "system"): string[];
}
const runtime = tls as SystemStore;

/** Whether the runtime offers the system's own certificate store. */
export function offersSystemAuthorities(store: SystemStore = runtime): boolean {
  return typeof store.getCACertificates === "function";
}

/** The certificates of a PEM file; `authorities-unreadable` with the reason. Never throws. */
export async function readAuthorityFile(path: string): Promise<Result<string[]>> {
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return unreadable(reasons[code ?? ""] ?? `it cannot be read${code ? ` (${code})` : ""}`);
  }
  const blocks = text.match(/-----BEGIN (?:X509 )?CERTIFICATE-----[^-]+-----END (?:X509 )?CERTIFICATE-----/g);
  if (!blocks)
    return unreadable(text.includes("PRIVATE KEY-----") ? "it holds a private key" : "it holds no certificate");
  const certificates: string[] = [];
  for (const [at, block] of blocks.entries()) {
    const certificate = parsed(block);
    if (!certificate) return unreadable(`certificate ${at + 1} of ${blocks.length} in it is damaged`);
    certificates.push(certificate);
  }
  return succeeded(certificates);
}

/**
 * What to check certificates against; null for Node's own list, which needs no time. `extra` are a chosen file's
 * certificates. Reading the system's takes some tens of milliseconds, so nobody asks for it before it is needed.
 */
export function trustWith(extra: readonly string[], store: SystemStore = runtime): SecureContext | null {
  const system = listed(store, "system") ?? [];
  if (system.length === 0 && extra.length === 0) return null;
  const brought = listed(store, "default") ?? rootCertificates;
  try {
    return createSecureContext({ ca: [...new Set([...brought, ...system, ...extra])] });
  } catch {
    // One certificate in the system's store that cannot be used must not stop all the others.
    return createSecureContext({ ca: [...new Set([...brought, ...extra])] });
  }
}

/** Null where the runtime has no such list, or cannot read it: what it brings still holds. */
function listed(store: SystemStore, type: "default" | "system"): string[] | null {
  try {
    return store.getCACertificates?.(type) ?? null;
  } catch {
    return null;
  }
}

const reasons: Record<string, string> = {
  ENOENT: "it is not there",
  ENOTDIR: "it is not there",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EFBIG: "it is larger than 1 MB",
};

function unreadable(reason: string): Result<never> {
  return failed("authorities-unreadable", { reason });
}

/** The PEM of a certificate, without what some tools write around it. */
function parsed(block: string): string | null {
  try {
    return new X509Certificate(block).toString();
  } catch {
    return null;
  }
}

/** A file's text. Throws an error with a code; a pipe or a device, which could be read for ever, is not opened. */
async function readText(path: string): Promise<string> {
  const about = await stat(path);
  const code = about.isDirectory() ? "EISDIR" : about.isFile() ? (about.size > maxBytes ? "EFBIG" : null) : "ENOENT";
  if (code) throw Object.assign(new Error(code), { code });
  return readFile(path, "utf8");
}
