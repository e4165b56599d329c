/** Looks for a secret in every file below a folder, in the shapes in which programs write texts down. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The shapes: as it is, UTF-16 (Chromium's and Windows' strings), hexadecimal, base64 at each of its three offsets, in a URL. */
function shapesOf(secret: string): Buffer[] {
  const utf8 = Buffer.from(secret, "utf8");
  const utf16 = Buffer.from(secret, "utf16le");
  const bigEndian = Buffer.from(utf16).swap16();
  const texts = [utf8.toString("hex"), utf8.toString("hex").toUpperCase(), encodeURIComponent(secret)];
  for (const bytes of [utf8, utf16]) {
    for (let offset = 0; offset < 3; offset += 1) {
      // What stands before the secret shifts the groups of three; the characters that depend on neighbours are cut off.
      const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString("base64")
        .replace(/=+$/, "");
      const certain = shifted.slice(offset === 0 ? 0 : offset + 1, -2);
      texts.push(certain, certain.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }
  return [utf8, utf16, bigEndian, ...texts.map((text) => Buffer.from(text, "latin1"))];
}

/** Whether any of the shapes of `secret` is in `content`. */
export function holdsSecret(content: Buffer, secret: string): boolean {
  if (secret.length < 8) throw new Error("Too short to be looked for: it would be found by chance.");
  return shapesOf(secret).some((shape) => content.includes(shape));
}

/** The files below `folder` that hold one of `secrets`, as "path: secret". Throws when there is nothing to search. */
export function filesWith(folder: string, secrets: string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length === 0) throw new Error(`No file lies in ${folder}; nothing was searched.`);
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    return secrets
      .filter((secret) => holdsSecret(content, secret))
      .map((secret) => `${relative(folder, path)}: ${secret}`);
  });
}
