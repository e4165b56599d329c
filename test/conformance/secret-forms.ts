/** The forms in which a secret could lie in a file, and the files to look into. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A secret as text in two encodings, as hex, and as base64 wherever it may begin (three alignments, edges cut off). */
function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret, "utf8");
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // The first and last quadruples depend on what stands around the secret.
    return text.slice(4, -4);
  });
  const texts = [bytes.toString("hex"), bytes.toString("hex").toUpperCase(), ...aligned, ...aligned.map(toUrl)];
  return [bytes, Buffer.from(secret, "utf16le"), ...texts.map((text) => Buffer.from(text))];
}

function toUrl(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

/** Every file below a directory with its bytes. */
export function filesIn(dataDir: string): { name: string; bytes: Buffer }[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
}

/** Names of the files that hold a secret in some form. */
export function filesWith(secret: string, dataDir: string): string[] {
  const forms = formsOf(secret);
  return filesIn(dataDir)
    .filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
    .map(({ name }) => name);
}
