/** Unpacks the wanted part of a zip file, file modes included. */
// @ts-check
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * @param {string} zipFile
 * @param {string} directory where the files go; made when missing
 * @param {(entryName: string) => string | undefined} place the path inside `directory` for an entry, or undefined to leave it out
 * @returns {Promise<Record<string, number>>} every file written and its size
 */
export async function unpackZip(zipFile, directory, place) {
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(zipFile, { lazyEntries: true });
  /** @type {Record<string, number>} */
  const written = {};
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith("/") ? undefined : place(entry.fileName);
      if (path === undefined) continue;
      const target = resolve(directory, path);
      if (!target.startsWith(resolve(directory) + sep))
        throw new Error(`${entry.fileName} would land outside ${directory}`);
      await mkdir(dirname(target), { recursive: true });
      // The upper half of the external attributes is the Unix mode of the file when it was packed.
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }));
      written[path] = entry.uncompressedSize;
    }
  } finally {
    zip.close();
  }
  return written;
}
